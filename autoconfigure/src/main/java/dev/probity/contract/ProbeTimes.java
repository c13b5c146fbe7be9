package dev.probity.contract;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * When Kubernetes is to ask a probe, and how often in vain.
 *
 * @param period seconds from one request to the next
 * @param timeout seconds that an answer may take
 * @param failures failures in a row that count
 */
record ProbeTimes(int period, int timeout, int failures) {

	static final int LIVENESS_FAILURES = 3;

	// more, and the events of a start leave none for a later failure of liveness:
	// Kubernetes keeps 25 of a kind for a pod and gives back one in 5 minutes
	private static final int STARTUP_FAILURES = 24;

	private static final int STARTUP_PERIOD = 5;

	private static final int LIVENESS_PERIOD = 10;

	/**
	 * Twice the start that has been seen, in no more than 24 requests.
	 */
	static ProbeTimes startup(@Nullable Duration seen) {
		long wanted = (seen != null) ? 2 * seconds(seen) : 0;
		return new ProbeTimes((int) Math.max(STARTUP_PERIOD, (wanted + STARTUP_FAILURES - 1) / STARTUP_FAILURES), 1,
				STARTUP_FAILURES);
	}

	/**
	 * At least twice the longest pause that has been seen.
	 */
	static ProbeTimes liveness(Duration longestPause) {
		long wanted = (2 * seconds(longestPause) + LIVENESS_PERIOD - 1) / LIVENESS_PERIOD;
		return new ProbeTimes(LIVENESS_PERIOD, 3, (int) Math.max(LIVENESS_FAILURES, wanted));
	}

	/**
	 * A failure is confirmed before it is told, so two answers are enough.
	 */
	static ProbeTimes readiness() {
		return new ProbeTimes(5, 1, 2);
	}

	/**
	 * For how long it fails before that counts.
	 */
	int seconds() {
		return this.period * this.failures;
	}

	static long seconds(Duration duration) {
		return duration.plusNanos(999_999_999).toSeconds();
	}

}
