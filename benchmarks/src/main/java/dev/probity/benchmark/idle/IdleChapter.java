package dev.probity.benchmark.idle;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.probity.benchmark.harness.Machine;
import dev.probity.benchmark.harness.Patience;
import dev.probity.benchmark.harness.Variant;
import dev.probity.benchmark.report.Chapter;
import dev.probity.benchmark.report.Effort;
import dev.probity.benchmark.report.Findings;
import dev.probity.benchmark.report.Target;
import dev.probity.fixture.OwnPostgres;

/**
 * An application that has nothing to do, with Probity and without, side by side.
 */
public final class IdleChapter implements Chapter {

	private static final Path FOLDER = Path.of("target", "idle");

	private static final Duration PROBED_EVERY = Duration.ofSeconds(5);

	// so that what answers has been compiled by then, in both of them
	private static final Duration WARMED_EVERY = Duration.ofSeconds(1);

	private static final String TEXT = """
			The same application (Spring MVC, Actuator, JDBC, Redis; %1$s) with the starter and without, side by side, nothing \
			set, both asked every second for %2$d s. Then nobody asks them anything for %3$d s: CPU time of the whole process in \
			a minute; then the same while liveness and readiness of Actuator are asked every 5 s. Stock's readiness asks \
			PostgreSQL and Redis. Commands to Redis are by minute, the first number while nobody asks. What PostgreSQL is asked \
			is not counted: its statistics leave out the empty statements by which drivers test connections. Resident memory is \
			that of the process with all of its heap, which is of the same size in both.

			| | CPU, idle | CPU, probed | commands to Redis | resident | classes | threads |
			| --- | --- | --- | --- | --- | --- | --- |
			%4$s""";

	@Override
	public String name() {
		return "idle";
	}

	@Override
	public Findings measure(Effort effort) throws Exception {
		boolean full = effort == Effort.FULL;
		Duration warmUp = Duration.ofSeconds(full ? 900 : 40);
		Duration watched = Duration.ofSeconds(full ? 180 : 20);
		// what of a heap is touched depends on when it is collected, not on what is held
		Machine machine = Machine.newest().with("-XX:+AlwaysPreTouch");
		List<Subject> subjects = new ArrayList<>();
		try (OwnPostgres database = OwnPostgres.start()) {
			for (Variant variant : Variant.values()) {
				subjects.add(new Subject(machine, variant, database.url(), FOLDER));
			}
			for (Subject subject : subjects) {
				subject.awaitReady();
			}
			ask(subjects, warmUp, WARMED_EVERY);
			return findings(watch(subjects, watched), machine, warmUp, watched);
		}
		finally {
			for (Subject subject : subjects) {
				subject.close();
			}
		}
	}

	private static List<Row> watch(List<Subject> subjects, Duration watched) throws IOException {
		List<Consumption> begin = consumption(subjects);
		Patience.pass(watched);
		List<Consumption> idle = consumption(subjects);
		ask(subjects, watched, PROBED_EVERY);
		List<Consumption> probed = consumption(subjects);
		List<Row> rows = new ArrayList<>();
		for (int i = 0; i < subjects.size(); i++) {
			rows.add(subjects.get(i)
				.row(idle.get(i).since(begin.get(i)), probed.get(i).since(idle.get(i)), watched.toMillis() / 60_000.0));
		}
		return rows;
	}

	private static void ask(List<Subject> subjects, Duration time, Duration every) {
		long end = System.nanoTime() + time.toNanos();
		while (System.nanoTime() < end) {
			subjects.forEach(Subject::probe);
			Patience.pass(every);
		}
	}

	private static List<Consumption> consumption(List<Subject> subjects) throws IOException {
		List<Consumption> all = new ArrayList<>();
		for (Subject subject : subjects) {
			all.add(subject.consumption());
		}
		return all;
	}

	static Findings findings(List<Row> rows, Machine machine, Duration warmUp, Duration watched) {
		StringBuilder table = new StringBuilder();
		rows.forEach((row) -> table.append(row.line()));
		Row stock = row(rows, Variant.STOCK);
		Row probity = row(rows, Variant.PROBITY);
		return new Findings(TEXT.formatted(machine.label(), warmUp.toSeconds(), watched.toSeconds(), table),
				List.of(Target.atMost("CPU seconds a minute of an idle application", 0.25, 2, probity.idleCpu(), " s"),
						Target.atMost("the same while its probes are asked, by that of stock", 1, 8,
								probity.probedCpu() / stock.probedCpu(), " ×"),
						Target.atMost("resident memory that it has more than stock", 10, 80,
								probity.resident() - stock.resident(), " MiB")));
	}

	private static Row row(List<Row> rows, Variant variant) {
		return rows.stream().filter((row) -> row.variant() == variant).findFirst().orElseThrow();
	}

}
