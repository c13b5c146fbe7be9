package dev.probity.load;

import java.time.Duration;

import dev.probity.check.Range;

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
		Range<Duration> times = Range.above(Duration.ZERO);
		times.require("window", window);
		Range.atLeast(1).require("min-requests", minRequests);
		Range.SHARE.require("threshold", threshold);
		times.require("ejection-time", ejectionTime);
		Range.atLeast(ejectionTime).require("max-ejection-time", maxEjectionTime);
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
