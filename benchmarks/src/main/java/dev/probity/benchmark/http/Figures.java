package dev.probity.benchmark.http;

import java.util.Collection;
import java.util.Locale;

/**
 * The same figure of several rounds.
 *
 * @param sorted from the least to the greatest
 */
record Figures(double[] sorted) {

	/**
	 * Sort the figures of all rounds; at least one.
	 */
	static Figures of(Collection<Double> figures) {
		return new Figures(figures.stream().mapToDouble(Double::doubleValue).sorted().toArray());
	}

	/**
	 * The one in the middle, or what is halfway between the two that are there.
	 */
	double median() {
		int half = this.sorted.length / 2;
		return (this.sorted.length % 2 == 1) ? this.sorted[half] : (this.sorted[half - 1] + this.sorted[half]) / 2;
	}

	/**
	 * Tells the median with the least and the greatest: 0.12 [0.08, 0.30].
	 * @param digits how many digits follow the point
	 */
	String spread(int digits) {
		return "%s [%s, %s]".formatted(number(median(), digits), number(this.sorted[0], digits),
				number(this.sorted[this.sorted.length - 1], digits));
	}

	/**
	 * Tells a figure, with a dash for none.
	 */
	static String number(double figure, int digits) {
		return Double.isNaN(figure) ? "–" : String.format(Locale.ENGLISH, "%,." + digits + "f", figure);
	}

}
