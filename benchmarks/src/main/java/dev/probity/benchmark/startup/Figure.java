package dev.probity.benchmark.startup;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * A figure of a start, and how it is told.
 */
enum Figure {

	OPEN("process start to port open, ms", Start::open, 1),

	STARTED("Spring Boot's own `Started … in`, ms", Start::started, 1),

	READY("process start to ready, ms", Start::ready, 1),

	CPU("CPU time until ready, ms", Start::cpu, 1),

	BEANS("beans", Start::beans, 1),

	HEAP("heap in use when ready, KiB", Start::heap, 1024),

	CLASSES("classes loaded", Start::classes, 1),

	THREADS("threads", Start::threads, 1),

	RESIDENT("resident when ready, MiB", Start::resident, 1024);

	private final String label;

	private final ToLongFunction<Start> value;

	private final long unit;

	Figure(String label, ToLongFunction<Start> value, long unit) {
		this.label = label;
		this.value = value;
		this.unit = unit;
	}

	String line(List<Pair> pairs) {
		return "| %s | %s | %s | %s | %s | %s %% |\n".formatted(this.label,
				text(pairs, (pair) -> this.value.applyAsLong(pair.stock()) / (double) this.unit, "%,.0f"),
				text(pairs, (pair) -> this.value.applyAsLong(pair.probity()) / (double) this.unit, "%,.0f"),
				text(pairs, (pair) -> pair.difference(this.value) / (double) this.unit, "%+,.0f"),
				middle(sorted(pairs, (pair) -> pair.difference(this.value) / (double) this.unit)),
				text(pairs, (pair) -> pair.percent(this.value), "%+.1f"));
	}

	/**
	 * The figure of starts that are no pairs.
	 */
	String spread(List<Start> starts) {
		return text(starts.stream()
			.mapToDouble((start) -> this.value.applyAsLong(start) / (double) this.unit)
			.sorted()
			.toArray(), "%,.0f");
	}

	String label() {
		return this.label;
	}

	double medianDifference(List<Pair> pairs) {
		return median(sorted(pairs, (pair) -> pair.difference(this.value) / (double) this.unit));
	}

	double medianPercent(List<Pair> pairs) {
		return median(sorted(pairs, (pair) -> pair.percent(this.value)));
	}

	/**
	 * Between which two numbers half of them are.
	 */
	private static String middle(double[] sorted) {
		int quarter = sorted.length / 4;
		return String.format(Locale.ENGLISH, "%+,.0f to %+,.0f", sorted[quarter], sorted[sorted.length - 1 - quarter]);
	}

	private static String text(List<Pair> pairs, ToDoubleFunction<Pair> number, String format) {
		return text(sorted(pairs, number), format);
	}

	private static String text(double[] sorted, String format) {
		return String.format(Locale.ENGLISH, format + " [" + format + ", " + format + "]", median(sorted), sorted[0],
				sorted[sorted.length - 1]);
	}

	private static double[] sorted(List<Pair> pairs, ToDoubleFunction<Pair> number) {
		double[] sorted = pairs.stream().mapToDouble(number).toArray();
		Arrays.sort(sorted);
		return sorted;
	}

	private static double median(double[] sorted) {
		int half = sorted.length / 2;
		return (sorted.length % 2 == 1) ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
	}

}
