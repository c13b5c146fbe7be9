package dev.probity.benchmark.harness;

import java.text.NumberFormat;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;

/**
 * The median of some numbers, with the least and the most of them.
 */
public record Spread(long[] sorted) {

	/**
	 * Sort some numbers.
	 */
	public static Spread of(Collection<? extends Number> numbers) {
		long[] sorted = numbers.stream().mapToLong(Number::longValue).toArray();
		Arrays.sort(sorted);
		return new Spread(sorted);
	}

	/**
	 * Tells them as they are: 12.5 [8, 30].
	 */
	public String asNumbers() {
		return (this.sorted.length == 0) ? "–" : String.format(Locale.ENGLISH, "%s [%,d, %,d]",
				NumberFormat.getInstance(Locale.ENGLISH).format(median()), least(), most());
	}

	/**
	 * Tells milliseconds in seconds: 0.12 [0.08, 0.30] s.
	 */
	public String asSeconds() {
		return (this.sorted.length == 0) ? "–" : String.format(Locale.ENGLISH, "%.2f [%.2f, %.2f] s", median() / 1000,
				least() / 1000.0, most() / 1000.0);
	}

	/**
	 * Returns the one in the middle, or what is halfway between the two that are there.
	 * @throws ArrayIndexOutOfBoundsException if there are none
	 */
	public double median() {
		int half = this.sorted.length / 2;
		return (this.sorted.length % 2 == 1) ? this.sorted[half] : (this.sorted[half - 1] + this.sorted[half]) / 2.0;
	}

	private long least() {
		return this.sorted[0];
	}

	/**
	 * Returns the greatest.
	 * @throws ArrayIndexOutOfBoundsException if there are none
	 */
	public long most() {
		return this.sorted[this.sorted.length - 1];
	}

}
