package dev.probity.benchmark.startup;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.probity.benchmark.harness.Gauges;
import dev.probity.benchmark.harness.Machine;
import dev.probity.benchmark.harness.Patience;
import dev.probity.benchmark.harness.PodInstance;
import dev.probity.benchmark.harness.ProbeAnswer;
import dev.probity.benchmark.harness.Variant;

/**
 * One start of the application.
 *
 * @param open the milliseconds from the start of the process until its port was open
 * @param started the milliseconds that Spring Boot tells in the log
 * @param ready the milliseconds from the start of the process until readiness answered
 * 200
 * @param cpu the milliseconds that all its threads have computed until then
 * @param beans how many beans are defined
 * @param heap the bytes in use after a collection, once it is ready
 * @param classes how many classes are loaded once it is ready
 * @param threads how many threads it has then, without those of the JVM itself
 * @param resident the kilobytes that it has in memory then
 */
record Start(long open, long started, long ready, long cpu, long beans, long heap, long classes, long threads,
		long resident) {

	private static final Duration PERIOD = Duration.ofMillis(5);

	private static final Pattern STARTED = Pattern.compile(" in ([0-9.]+) seconds \\(process running for");

	/**
	 * Start it once.
	 * @param log gets what it says
	 */
	static Start measure(Machine machine, Variant variant, String database, Path log) throws IOException {
		return measure(machine, variant, database, List.of("--gauges.pool-at-start=true"), log);
	}

	/**
	 * Start it once.
	 * @param arguments further arguments of Spring Boot
	 * @param log gets what it says
	 */
	static Start measure(Machine machine, Variant variant, String database, List<String> arguments, Path log)
			throws IOException {
		try (PodInstance instance = PodInstance.launch(machine, variant, database, arguments, log)) {
			ProbeAnswer first = next(instance, false);
			ProbeAnswer ready = (first.status() == 200) ? first : next(instance, true);
			Gauges gauges = instance.gauges();
			long cpu = gauges.cpu().toMillis();
			Patience.until("it has said that it is started, see " + log, () -> STARTED.matcher(instance.log()).find());
			long threads = gauges.threads().size();
			long resident = gauges.residentKilobytes();
			long heap = gauges.heapAfterCollection();
			return new Start(millis(instance, first.sentAt()), started(instance.log()),
					millis(instance, ready.endedAt()), cpu, gauges.beans(), heap, gauges.classes(), threads, resident);
		}
	}

	/**
	 * The figures as a line of a file.
	 */
	String line() {
		return Stream
			.of(this.open, this.started, this.ready, this.cpu, this.beans, this.heap, this.classes, this.threads,
					this.resident)
			.map(String::valueOf)
			.collect(Collectors.joining(" "));
	}

	static Start read(String line) {
		long[] figures = Stream.of(line.split(" ")).mapToLong(Long::parseLong).toArray();
		return new Start(figures[0], figures[1], figures[2], figures[3], figures[4], figures[5], figures[6], figures[7],
				figures[8]);
	}

	private static ProbeAnswer next(PodInstance instance, boolean ready) {
		long deadline = System.nanoTime() + Patience.LIMIT.toNanos();
		while (System.nanoTime() < deadline) {
			ProbeAnswer answer = instance.askReadiness(Patience.LIMIT);
			if (ready ? answer.status() == 200 : answer.isAnswered()) {
				return answer;
			}
			Patience.pass(PERIOD);
		}
		throw new IllegalStateException("It is not ready within %d s".formatted(Patience.LIMIT.toSeconds()));
	}

	private static long millis(PodInstance instance, long nanos) {
		return Duration.ofNanos(nanos - instance.launchedAt()).toMillis();
	}

	/**
	 * Returns the milliseconds that a log tells.
	 * @throws IllegalStateException if it tells none
	 */
	static long started(String log) {
		Matcher matcher = STARTED.matcher(log);
		if (!matcher.find()) {
			throw new IllegalStateException("It does not say that it has started: " + log);
		}
		return Math.round(Double.parseDouble(matcher.group(1)) * 1000);
	}

}
