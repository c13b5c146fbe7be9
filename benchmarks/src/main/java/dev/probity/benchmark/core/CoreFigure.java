package dev.probity.benchmark.core;

import java.util.Locale;

/**
 * What an operation costs.
 *
 * @param operation the operation, in words
 * @param checks how many checks there are
 * @param nanos its mean time
 * @param error half of the interval that holds it with 99.9 %; not a number of too few
 * runs
 * @param bytes what it allocates
 */
record CoreFigure(String operation, int checks, double nanos, double error, double bytes) {

	String row() {
		return String.format(Locale.ENGLISH, "| %s | %,d | %,.1f%s | %,.0f |", this.operation, this.checks, this.nanos,
				Double.isNaN(this.error) ? "" : String.format(Locale.ENGLISH, " ± %,.1f", this.error),
				Math.abs(this.bytes));
	}

}
