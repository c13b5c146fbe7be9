package dev.probity.benchmark.startup;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.probity.fixture.OwnPostgres;
import dev.probity.fixture.Ports;
import dev.probity.benchmark.harness.Machine;
import dev.probity.benchmark.harness.Variant;
import dev.probity.benchmark.report.Chapter;
import dev.probity.benchmark.report.Effort;
import dev.probity.benchmark.report.Findings;

/**
 * What a second port costs an application: one of Spring Boot's, and that of Probity.
 */
public final class PortCost implements Chapter {

	private static final Path FOLDER = Path.of("target", "port-cost");

	private static final String TEXT = """
			The same application with Probity is started %d times with its own port alone, with a management port, and with \
			the probe port, in turn. The beans are those of the application's context: that of the management port comes \
			on top. Median [least, most].

			| | its own port | and a management port | and the probe port |
			| --- | --- | --- | --- |
			%s""";

	@Override
	public String name() {
		return "port-cost";
	}

	@Override
	public Findings measure(Effort effort) throws Exception {
		int number = switch (effort) {
			case FULL -> 9;
			case SHORT -> 1;
		};
		Map<Second, List<Start>> starts = new EnumMap<>(Second.class);
		try (OwnPostgres database = OwnPostgres.start()) {
			// what the first ones find is not counted: they read all files from the disk
			for (int i = 0; i <= number; i++) {
				for (Second second : Second.values()) {
					Start start = Start.measure(Machine.OWN, Variant.PROBITY, database.url(), second.arguments(),
							FOLDER.resolve("%s-%d.log".formatted(second, i)));
					if (i > 0) {
						starts.computeIfAbsent(second, (key) -> new ArrayList<>()).add(start);
					}
				}
			}
		}
		String lines = Stream.of(Figure.values())
			.map((figure) -> "| %s | %s |\n".formatted(figure.label(),
					starts.values().stream().map(figure::spread).collect(Collectors.joining(" | "))))
			.collect(Collectors.joining());
		return new Findings(TEXT.formatted(number, lines), List.of());
	}

	/**
	 * A second port, if any.
	 */
	private enum Second {

		NONE, MANAGEMENT, PROBE;

		List<String> arguments() {
			return switch (this) {
				case NONE -> List.of();
				case MANAGEMENT -> List.of("--management.server.port=" + Ports.free());
				case PROBE -> List.of("--probity.probe-port=" + Ports.free());
			};
		}

	}

}
