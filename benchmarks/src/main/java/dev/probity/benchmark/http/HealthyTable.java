package dev.probity.benchmark.http;

import java.util.List;
import java.util.stream.Collectors;

import dev.probity.benchmark.harness.Stack;

/**
 * What was measured of one stack while all was well.
 *
 * @param stack what serves the application
 * @param rounds all that was measured
 */
record HealthyTable(Stack stack, Rounds rounds) {

	private static final String HEADER = """
			| connections | | path | requests/s | × `/const` | p50 ms | p99 ms | p99.9 ms | CPU µs | KiB |
			| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
			""";

	String text() {
		List<Cell> cells = this.rounds.readings()
			.keySet()
			.stream()
			.filter((cell) -> cell.stack() == this.stack)
			.toList();
		return HEADER + cells.stream().map(this::line).collect(Collectors.joining());
	}

	private String line(Cell cell) {
		return "| %d | %s | `%s` | %s | %s | %s | %s | %s | %s | %s |\n".formatted(cell.connections(),
				cell.variant().label(), cell.path(), this.rounds.figures(cell, Reading::perSecond).spread(0),
				this.rounds.ratios(cell, cell.limit(), Reading::perSecond).spread(2), latency(cell, 50, 3),
				latency(cell, 99, 2), latency(cell, 99.9, 2), this.rounds.figures(cell, Reading::cpuMicros).spread(0),
				this.rounds.figures(cell, Reading::kibibytes).spread(1));
	}

	private String latency(Cell cell, double percentile, int digits) {
		return this.rounds.figures(cell, (reading) -> reading.sample().millis(percentile)).spread(digits);
	}

}
