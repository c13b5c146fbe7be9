package dev.probity.benchmark.hang;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import dev.probity.fixture.FrozenProcess;
import dev.probity.fixture.OwnPostgres;
import dev.probity.benchmark.harness.Variant;
import dev.probity.benchmark.report.Chapter;
import dev.probity.benchmark.report.Effort;
import dev.probity.benchmark.report.Findings;
import dev.probity.benchmark.report.Target;

/**
 * The threads and the memory of a process while its database hangs.
 */
public final class Hang implements Chapter {

	private static final Path FOLDER = Path.of("target", "hang");

	private static final String TEXT = """
			All processes of PostgreSQL are stopped (SIGSTOP) for %d s, while readiness is asked %d times a second, each \
			time on a new connection and with the 1 s that a kubelet waits, %s. "healthy" is the same for the %d s \
			before. The times are those of the probes that were answered within 1 s.

			%s
			Threads are counted ten times a second: "before" and "most during the hang" are the greatest numbers of the \
			two periods, "after" is some seconds after the application was ready again. The heap is what is in use after \
			a collection.

			%s""";

	@Override
	public String name() {
		return "hang";
	}

	@Override
	public Findings measure(Effort effort) throws Exception {
		List<Row> rows = new ArrayList<>();
		try (OwnPostgres database = OwnPostgres.start()) {
			switch (effort) {
				case SHORT -> rows.addAll(observe(database, List.of(Variant.values()), seconds(3), seconds(8)));
				case FULL -> {
					for (Variant variant : Variant.values()) {
						rows.addAll(observe(database, List.of(variant), seconds(20), seconds(60)));
					}
				}
			}
		}
		for (Row row : rows) {
			row.writeThreads(FOLDER);
		}
		return findings(rows, effort);
	}

	private static Duration seconds(long seconds) {
		return Duration.ofSeconds(seconds);
	}

	private static List<Row> observe(OwnPostgres database, List<Variant> variants, Duration healthy, Duration hang)
			throws IOException {
		List<Subject> subjects = new ArrayList<>();
		try {
			for (Variant variant : variants) {
				subjects.add(Subject.launch(variant, database.url(), FOLDER));
			}
			for (Subject subject : subjects) {
				subject.awaitReady();
			}
			observe(subjects, healthy);
			List<Observation> before = observe(subjects, healthy);
			List<Memory> memories = new ArrayList<>();
			for (Subject subject : subjects) {
				memories.add(subject.memory());
			}
			List<Observation> hung;
			try (FrozenProcess frozen = database.freeze()) {
				hung = observe(subjects, hang);
			}
			List<Row> rows = new ArrayList<>();
			for (int i = 0; i < subjects.size(); i++) {
				rows.add(subjects.get(i).row(before.get(i), memories.get(i), hung.get(i)));
			}
			return rows;
		}
		finally {
			subjects.forEach(Subject::close);
		}
	}

	private static List<Observation> observe(List<Subject> subjects, Duration time) {
		List<CompletableFuture<Observation>> observations = subjects.stream()
			.map((subject) -> subject.observe(time))
			.toList();
		return observations.stream().map(CompletableFuture::join).toList();
	}

	static Findings findings(List<Row> rows, Effort effort) {
		Row probity = rows.stream().filter((row) -> row.variant() == Variant.PROBITY).findFirst().orElseThrow();
		int healthy = probity.healthy().answers().size() / ProbeLoad.RATE;
		int hung = probity.hung().answers().size() / ProbeLoad.RATE;
		String order = (effort == Effort.FULL) ? "with Probity after stock" : "both variants at the same time";
		return new Findings(TEXT.formatted(hung, ProbeLoad.RATE, order, healthy, Row.probes(rows), Row.processes(rows)),
				List.of(Target.atMost(
						"threads that a hung database adds to Probity's at %d probes/s".formatted(ProbeLoad.RATE), 2, 3,
						probity.ownAdditionalThreads(), "")));
	}

}
