package dev.probity.benchmark.detection;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

import dev.probity.benchmark.harness.Spread;
import dev.probity.benchmark.report.Chapter;
import dev.probity.benchmark.report.Effort;
import dev.probity.benchmark.report.Findings;
import dev.probity.benchmark.report.Target;
import dev.probity.check.CheckPolicy;

/**
 * The time from a fault to the verdict, against the worst case that the policy promises,
 * and against what calls that fail make of it.
 */
public final class Detection implements Chapter {

	private static final Path FOLDER = Path.of("target", "detection");

	private static final String TEXT = """
			Each of %d instances with Probity has a PostgreSQL of its own, which is stopped and killed at random moments, \
			%s each; readiness is asked every 20 ms, on a new connection each time. The checks have %s%s. The time counts from \
			the moment before the signal, "back" from the moment after SIGCONT, or after PostgreSQL accepts connections \
			again. The share is that of the worst case computed from the settings.

			| fault | samples | first 503 after | worst case | share of the worst case | back to 200 after |
			| --- | --- | --- | --- | --- | --- |
			%s
			The same while each instance gets %d requests a second that need its database; their callers wait for 2 s. Calls \
			that fail or wait trigger the check (see [diagnosis](diagnosis.md#hints-a-call-that-fails-triggers-the-check)).

			| fault | samples | first 503 after | half of them within | back to 200 after |
			| --- | --- | --- | --- | --- |
			%s""";

	@Override
	public String name() {
		return "detection";
	}

	@Override
	public Findings measure(Effort effort) throws Exception {
		Schedule schedule = Schedule.of(effort);
		Schedule busy = schedule.underTraffic();
		return findings(schedule, Fleet.observe(schedule, FOLDER), busy,
				Fleet.observe(busy, FOLDER.resolve("traffic")));
	}

	static Findings findings(Schedule schedule, List<Sample> samples, Schedule busy, List<Sample> underTraffic) {
		Duration worstCase = schedule.policy().worstCaseDetection();
		StringBuilder lines = new StringBuilder();
		StringBuilder busyLines = new StringBuilder();
		List<Target> targets = new ArrayList<>();
		targets.add(Target.atMost("longest detection, of the worst case", 1, 1.5,
				share(spread(samples, Sample::detected).most(), worstCase), ""));
		for (Fault fault : Fault.values()) {
			lines.append(line(fault, of(fault, samples), worstCase));
			busyLines.append(busyLine(fault, of(fault, underTraffic), busy));
			double aim = seconds(busy.aim(fault).toMillis());
			targets
				.add(Target.atMost("detection under %d requests/s, median: %s".formatted(busy.traffic(), fault.label()),
						aim, 3 * aim, seconds(spread(of(fault, underTraffic), Sample::detected).median()), " s"));
		}
		String times = (schedule.faults() == 1) ? "once" : "%d times".formatted(schedule.faults());
		String defaults = schedule.policy().equals(CheckPolicy.defaults()) ? ", the defaults" : "";
		String text = TEXT.formatted(schedule.instances(), times, schedule.text(), defaults, lines, busy.traffic(),
				busyLines);
		return new Findings(text, targets);
	}

	private static List<Sample> of(Fault fault, List<Sample> samples) {
		return samples.stream().filter((sample) -> sample.fault() == fault).toList();
	}

	private static String busyLine(Fault fault, List<Sample> samples, Schedule busy) {
		return String.format(Locale.ENGLISH, "| %s | %d | %s | %.2f s | %s |\n", fault.label(), samples.size(),
				spread(samples, Sample::detected).asSeconds(), seconds(busy.aim(fault).toMillis()),
				spread(samples, Sample::back).asSeconds());
	}

	private static double seconds(double millis) {
		return millis / 1000;
	}

	private static String line(Fault fault, List<Sample> samples, Duration worstCase) {
		Spread detected = spread(samples, Sample::detected);
		return String.format(Locale.ENGLISH, "| %s | %d | %s | %.2f s | %.2f, at most %.2f | %s |\n", fault.label(),
				samples.size(), detected.asSeconds(), worstCase.toMillis() / 1000.0,
				share(detected.median(), worstCase), share(detected.most(), worstCase),
				spread(samples, Sample::back).asSeconds());
	}

	private static Spread spread(List<Sample> samples, Function<Sample, Duration> time) {
		return Spread.of(samples.stream().map(time).map(Duration::toMillis).toList());
	}

	private static double share(double millis, Duration worstCase) {
		return millis / worstCase.toMillis();
	}

}
