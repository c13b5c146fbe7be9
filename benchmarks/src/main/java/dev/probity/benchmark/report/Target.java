package dev.probity.benchmark.report;

import java.util.Locale;

/**
 * A figure, and what it was to be: a ratio to something measured in the same run wherever
 * that makes sense.
 *
 * @param claim what it says of Probity, for the page
 * @param comparison whether the bounds are at most or at least
 * @param bound what it is to reach
 * @param guard what a busy machine and a short measurement reach as well, unless
 * something has broken: the bound of the build
 * @param measured what it is
 * @param unit its unit, with a space before it where one belongs there
 */
public record Target(String claim, Comparison comparison, double bound, double guard, double measured, String unit) {

	/** The guard of what is to be small and depends on the machine. */
	public static final double UNGUARDED = Double.POSITIVE_INFINITY;

	/**
	 * A figure that is to be small.
	 */
	public static Target atMost(String claim, double bound, double guard, double measured, String unit) {
		return new Target(claim, Comparison.AT_MOST, bound, guard, measured, unit);
	}

	/**
	 * A figure that is to be great.
	 */
	public static Target atLeast(String claim, double bound, double guard, double measured, String unit) {
		return new Target(claim, Comparison.AT_LEAST, bound, guard, measured, unit);
	}

	/**
	 * Whether the figure is what it is to be. What is no number is not.
	 */
	public boolean isMet() {
		return this.comparison.holds(this.measured, this.bound);
	}

	/**
	 * Whether the figure is at least what the build asks for.
	 */
	public boolean isGuarded() {
		return this.comparison.holds(this.measured, this.guard);
	}

	/**
	 * A line of a table.
	 */
	String line() {
		return "| %s | %s %s%s | %s%s | %s |\n".formatted(this.claim, this.comparison.sign, number(this.bound),
				this.unit, number(this.measured), this.unit, isMet() ? "met" : "**missed**");
	}

	private static String number(double value) {
		return (Math.abs(value) >= 100 || value == Math.rint(value)) ? String.format(Locale.ENGLISH, "%,.0f", value)
				: String.format(Locale.ENGLISH, "%.2f", value);
	}

	/**
	 * How a figure is compared with its bounds.
	 */
	public enum Comparison {

		/** Not more. */
		AT_MOST("≤") {

			@Override
			boolean holds(double measured, double bound) {
				return measured <= bound;
			}

		},

		/** Not less. */
		AT_LEAST("≥") {

			@Override
			boolean holds(double measured, double bound) {
				return measured >= bound;
			}

		};

		private final String sign;

		Comparison(String sign) {
			this.sign = sign;
		}

		abstract boolean holds(double measured, double bound);

	}

}
