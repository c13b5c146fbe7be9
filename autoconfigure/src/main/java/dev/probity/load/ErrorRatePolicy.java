package dev.probity.load;

import java.time.Duration;

import dev.probity.vital.Fraction;

/**
 * When too many requests fail, and for how long that counts. Immutable, and valid once
 * made.
 *
 * @param window the time over which requests are counted
 * @param minRequests the number of requests in the window below which nothing is judged;
 * at least 1
 * @param threshold the share of failed requests from which on they are too many; above 0,
 * at most 1
 * @param ejectionTime how long the first ejection takes; doubles with each relapse
 * @param maxEjectionTime what that doubles up to; at least the ejection time
 */
record ErrorRatePolicy(Duration window, int minRequests, double threshold, Duration ejectionTime,
		Duration maxEjectionTime) {

	public ErrorRatePolicy {
		requirePositive("window", window);
		requirePositive("ejectionTime", ejectionTime);
		if (minRequests < 1) {
			throw new IllegalArgumentException("'minRequests' must be at least 1, but is " + minRequests);
		}
		Fraction.require("threshold", threshold);
		if (maxEjectionTime.compareTo(ejectionTime) < 0) {
			throw new IllegalArgumentException("'maxEjectionTime' must be at least %s, the ejection time, but is %s"
				.formatted(ejectionTime, maxEjectionTime));
		}
	}

	private static void requirePositive(String name, Duration value) {
		if (value.isNegative() || value.isZero()) {
			throw new IllegalArgumentException("'%s' must be positive, but is %s".formatted(name, value));
		}
	}

	boolean isExceededBy(RequestCounts counts) {
		return counts.total() >= this.minRequests && counts.share() >= this.threshold;
	}

	/**
	 * How long the next ejection takes.
	 * @param multiplier how often the time is to be doubled
	 */
	Duration ejectionTime(int multiplier) {
		Duration time = this.ejectionTime;
		for (int i = 0; i < multiplier && time.compareTo(this.maxEjectionTime) < 0; i++) {
			time = time.multipliedBy(2);
		}
		return (time.compareTo(this.maxEjectionTime) < 0) ? time : this.maxEjectionTime;
	}

}
