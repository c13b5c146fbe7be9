package dev.probity.benchmark.rollout;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.probity.benchmark.harness.Spread;
import dev.probity.benchmark.harness.Variant;

/**
 * What came of the rolling restarts of one application, variant by variant.
 *
 * @param rows what came of them
 */
record RestartTable(List<Row> rows) {

	private static final String HEADER = """
			| | callers | rolling restarts | failed per rolling restart | failed of sent | SIGTERM to the balancer sends nothing more | to the process has ended |
			| --- | --- | --- | --- | --- | --- | --- |
			""";

	@Override
	public String toString() {
		return HEADER + Stream.of(Variant.values()).flatMap(this::lines).collect(Collectors.joining());
	}

	private Stream<String> lines(Variant variant) {
		List<Row> rows = this.rows.stream().filter((row) -> row.cell().variant() == variant).toList();
		return rows.stream()
			.map(Row::callers)
			.distinct()
			.map((callers) -> line(variant, callers,
					rows.stream().filter((row) -> row.callers().equals(callers)).toList()));
	}

	private static String line(Variant variant, String callers, List<Row> rows) {
		return String.format(Locale.ENGLISH, "| %s | `%s` | %d | %s | %,d of %,d | %s | %s |\n", variant.label(),
				callers, rows.size(), Spread.of(rows.stream().map(Row::failed).toList()).asNumbers(),
				rows.stream().mapToInt(Row::failed).sum(), rows.stream().mapToInt(Row::sent).sum(),
				all(rows, Row::noticed).asSeconds(), all(rows, Row::exits).asSeconds());
	}

	private static Spread all(List<Row> rows, Function<Row, List<Long>> numbers) {
		return Spread.of(rows.stream().map(numbers).flatMap(List::stream).toList());
	}

}
