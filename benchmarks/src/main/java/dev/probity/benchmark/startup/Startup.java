package dev.probity.benchmark.startup;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.probity.fixture.OwnPostgres;
import dev.probity.benchmark.report.Chapter;
import dev.probity.benchmark.report.Effort;
import dev.probity.benchmark.report.Findings;
import dev.probity.benchmark.report.Target;

/**
 * The start of an application with the starter and without.
 */
public final class Startup implements Chapter {

	private static final Path FOLDER = Path.of("target", "startup");

	private static final String TEXT = """
			The same application (Spring MVC, Actuator, JDBC) is started %d times with the starter and without, in turn, \
			as the only application on the machine; readiness is asked 5 ms after each answer, on a new connection each \
			time. It is ready with the first 200, for which stock opens the pool and Probity has had a result of every \
			check. The differences are those of each pair.

			| | stock | probity | difference | |
			| --- | --- | --- | --- | --- |
			%s""";

	@Override
	public String name() {
		return "startup";
	}

	@Override
	public Findings measure(Effort effort) throws Exception {
		int number = switch (effort) {
			case FULL -> 11;
			case SHORT -> 3;
		};
		try (OwnPostgres database = OwnPostgres.start()) {
			return findings(Pair.measure(number, database.url(), FOLDER));
		}
	}

	static Findings findings(List<Pair> pairs) {
		String lines = Stream.of(Figure.values()).map((figure) -> figure.line(pairs)).collect(Collectors.joining());
		return new Findings(TEXT.formatted(pairs.size(), lines),
				List.of(Target.atMost("what the starter adds to the time to ready", 100, Target.UNGUARDED,
						Figure.READY.medianDifference(pairs), " ms"),
						Target.atMost("the same, of stock's time", 3, Target.UNGUARDED,
								Figure.READY.medianPercent(pairs), " %")));
	}

}
