package dev.probity.benchmark.rollout;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.probity.benchmark.harness.Section;
import dev.probity.benchmark.harness.Spread;
import dev.probity.benchmark.harness.Stack;
import dev.probity.benchmark.harness.Variant;

/**
 * What came of the rolling restarts, for people.
 */
final class Report {

	static final String BEGIN = "<!-- rollout: begin, written by mvn -Prollout -->";

	static final String END = "<!-- rollout: end -->";

	private final List<Row> rows;

	Report(List<Row> rows) {
		this.rows = List.copyOf(rows);
	}

	/**
	 * Replace what is between the markers of a page.
	 * @throws IllegalStateException if the page has no markers
	 */
	void writeTo(Path page) throws IOException {
		new Section(page, BEGIN, END).write(toString());
	}

	@Override
	public String toString() {
		List<String> lines = new ArrayList<>(List.of(
				"| server | callers | stock: failed per rolling restart, "
						+ "median [least, most] | stock: failed of sent | these were | **Probity: failed of sent** |",
				"| --- | --- | --- | --- | --- | --- |"));
		for (Stack stack : Stack.values()) {
			this.rows.stream()
				.filter((row) -> row.cell().stack() == stack)
				.map(Row::callers)
				.distinct()
				.forEach((callers) -> lines.add(failures(stack, callers)));
		}
		lines.addAll(List.of("",
				"| server | | rolling restarts | SIGTERM to `haproxy-1s` sends nothing more | to `haproxy-5s` | "
						+ "to the process has ended | exit code | 99 % of the answers of `haproxy-1s` within |",
				"| --- | --- | --- | --- | --- | --- | --- | --- |"));
		for (Stack stack : Stack.values()) {
			Stream.of(Variant.values())
				.filter((variant) -> !rows(stack, variant, Balancer.SWIFT.name()).isEmpty())
				.forEach((variant) -> lines.add(times(stack, variant)));
		}
		return String.join("\n", lines) + "\n";
	}

	private List<Row> rows(Stack stack, Variant variant, String callers) {
		return this.rows.stream()
			.filter((row) -> row.cell().stack() == stack && row.cell().variant() == variant)
			.filter((row) -> row.callers().equals(callers))
			.toList();
	}

	private String failures(Stack stack, String callers) {
		List<Row> stock = rows(stack, Variant.STOCK, callers);
		List<Row> probity = rows(stack, Variant.PROBITY, callers);
		return "| %s | `%s` | %s | %s | %s | **%s**%s |".formatted(stack.label(), callers,
				Spread.of(stock.stream().map(Row::failed).toList()).asNumbers(), sum(stock), kinds(stock), sum(probity),
				kinds(probity).isEmpty() ? "" : ", " + kinds(probity));
	}

	private static String sum(List<Row> rows) {
		return String.format(Locale.ENGLISH, "%,d of %,d", rows.stream().mapToInt(Row::failed).sum(),
				rows.stream().mapToInt(Row::sent).sum());
	}

	private static String kinds(List<Row> rows) {
		return Stream.of(Outcome.values()).filter(Outcome::isFailure).map((outcome) -> {
			int count = rows.stream().mapToInt((row) -> row.outcomes().getOrDefault(outcome, 0)).sum();
			return (count > 0) ? String.format(Locale.ENGLISH, "%,d %s", count, outcome) : "";
		}).filter((kind) -> !kind.isEmpty()).collect(Collectors.joining(", "));
	}

	private String times(Stack stack, Variant variant) {
		List<Row> swift = rows(stack, variant, Balancer.SWIFT.name());
		return "| %s | %s | %d | %s | %s | %s | %s | %s |".formatted(stack.label(), variant.label(), swift.size(),
				all(swift, Row::noticed).asSeconds(),
				all(rows(stack, variant, Balancer.SLOW.name()), Row::noticed).asSeconds(),
				all(swift, Row::exits).asSeconds(),
				swift.stream()
					.flatMap((row) -> row.exitCodes().stream())
					.distinct()
					.map(Object::toString)
					.collect(Collectors.joining(", ")),
				all(swift, (row) -> row.latencies().subList(1, 2)).asSeconds());
	}

	private static Spread all(List<Row> rows, Function<Row, List<Long>> numbers) {
		return Spread.of(rows.stream().map(numbers).flatMap(List::stream).toList());
	}

}
