package dev.probity.benchmark.startup;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.probity.fixture.OwnPostgres;
import dev.probity.benchmark.harness.Machine;
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
			The same application (Spring MVC, Actuator, JDBC; a heap of 256 MB) is started with the starter and without, in \
			turn, %d times on each machine, as the only application on it. It opens its pool during the start, as one with \
			JPA or a migration does: otherwise stock would pay for the pool at the first question after the port is open, \
			and Probity during the start, and the difference would be that of the pool. Readiness is asked 5 ms after each \
			answer, on a new connection each time; the port is open with the first answer, and the application is ready with \
			the first 200. The differences are those of each pair: median [least, most], and those of the middle half.
			%s""";

	private static final String TABLE = """

			**%s**

			| | stock | probity | difference | middle half | |
			| --- | --- | --- | --- | --- | --- |
			%s""";

	@Override
	public String name() {
		return "startup";
	}

	@Override
	public Findings measure(Effort effort) throws Exception {
		Map<Machine, List<Pair>> pairs = new LinkedHashMap<>();
		List<Path> folders = new ArrayList<>();
		try (OwnPostgres database = OwnPostgres.start()) {
			for (Machine machine : (effort == Effort.FULL) ? Machine.all() : List.of(Machine.OWN)) {
				int number = (effort == Effort.FULL) ? 11 : 3;
				Path folder = FOLDER.resolve(machine.label().replaceAll("[^A-Za-z0-9]+", "-") + "-" + effort);
				pairs.put(machine, Pair.measure(machine, number, database.url(), folder));
				folders.add(folder);
			}
		}
		// the next measurement is of another build
		for (Path folder : folders) {
			Pair.forget(folder);
		}
		return findings(pairs);
	}

	static Findings findings(Map<Machine, List<Pair>> pairs) {
		StringBuilder tables = new StringBuilder();
		List<Target> targets = new ArrayList<>();
		pairs.forEach((machine, measured) -> {
			tables.append(TABLE.formatted(machine.label(),
					Stream.of(Figure.values()).map((figure) -> figure.line(measured)).collect(Collectors.joining())));
			targets.add(Target.atMost("what the starter adds until the port is open (%s)".formatted(machine.label()),
					100, Target.UNGUARDED, Figure.OPEN.medianDifference(measured), " ms"));
			targets.add(Target.atMost("of stock's time (%s)".formatted(machine.label()), 3, Target.UNGUARDED,
					Figure.OPEN.medianPercent(measured), " %"));
		});
		int number = pairs.values().stream().mapToInt(List::size).max().orElse(0);
		return new Findings(TEXT.formatted(number, tables), List.copyOf(targets));
	}

}
