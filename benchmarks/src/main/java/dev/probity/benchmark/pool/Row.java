package dev.probity.benchmark.pool;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.probity.benchmark.harness.Spread;
import dev.probity.benchmark.harness.Variant;

/**
 * What a probe has answered while the pool was full.
 *
 * @param usage what the pool was full of
 * @param variant whether the application had Probity
 * @param path the probe
 * @param answers the answers, in the order of the requests
 */
record Row(Usage usage, Variant variant, String path, List<Answer> answers) {

	private static final String HEADER = """
			| each query takes | | asked | answers | median | longest | later than 1 s |
			| --- | --- | --- | --- | --- | --- | --- |
			""";

	static String table(List<Row> rows) {
		return HEADER + rows.stream().map((row) -> row.line() + "\n").collect(Collectors.joining());
	}

	String line() {
		Spread millis = Spread.of(this.answers.stream().map(Answer::latency).map(Duration::toMillis).toList());
		return "| %s | %s | `%s` | %s | %s | %s | %d of %d |".formatted(this.usage.label(), this.variant.label(),
				this.path, verdicts(), time(millis.median()), time(millis.most()), late(), this.answers.size());
	}

	long late() {
		return this.answers.stream().filter(Answer::isLate).count();
	}

	private String verdicts() {
		return this.answers.stream()
			.collect(Collectors.groupingBy(Answer::verdict, TreeMap::new, Collectors.counting()))
			.entrySet()
			.stream()
			.map((verdict) -> "%d × %s".formatted(verdict.getValue(), verdict.getKey()))
			.collect(Collectors.joining(", "));
	}

	private static String time(double millis) {
		return (millis < 1000) ? String.format(Locale.ROOT, "%.0f ms", millis)
				: String.format(Locale.ROOT, "%.1f s", millis / 1000);
	}

}
