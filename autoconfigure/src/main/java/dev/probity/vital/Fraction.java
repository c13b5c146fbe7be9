package dev.probity.vital;

/**
 * A threshold as a part of a whole.
 */
public final class Fraction {

	private Fraction() {
	}

	public static double require(String name, double value) {
		if (!(value > 0 && value <= 1)) {
			throw new IllegalArgumentException(
					"'%s' must be a fraction above 0 and at most 1, but is %s".formatted(name, value));
		}
		return value;
	}

}
