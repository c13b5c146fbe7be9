package dev.probity.diagnosis;

import java.time.Duration;

/**
 * When a fresh connection is opened, and how many of them it takes to find something.
 *
 * @param interval how often as long as the client works
 * @param retryInterval how often otherwise
 * @param timeout how long a fresh connection may take
 * @param successes answers to fresh connections, in a row, that put the client at fault
 * @param successTime the time from the first of them to the last
 * @param failures fresh connections in a row that fail before the client is taken to live
 * on what it has
 */
record DiagnosisTerms(Duration interval, Duration retryInterval, Duration timeout, int successes, Duration successTime,
		int failures) {

	private static final Duration RETRY = Duration.ofMinutes(1);

	private static final int SUCCESSES = 3;

	private static final Duration SHORTEST_TIMEOUT = Duration.ofSeconds(5);

	/**
	 * The terms of a check.
	 * @param interval how often as long as the client works
	 * @param confirmAfter how long fresh connections have to be answered
	 * @param timeout how long a run of the check may take: to open a connection takes
	 * longer than to borrow one
	 */
	static DiagnosisTerms of(Duration interval, Duration confirmAfter, Duration timeout) {
		Duration retry = shorter(RETRY, shorter(interval, confirmAfter.dividedBy(SUCCESSES - 1)));
		return new DiagnosisTerms(interval, retry,
				(timeout.compareTo(SHORTEST_TIMEOUT) < 0) ? SHORTEST_TIMEOUT : timeout, SUCCESSES, confirmAfter, 2);
	}

	/**
	 * Within which time a fresh connection that is answered has to be followed by
	 * another.
	 */
	Duration renewal() {
		return this.retryInterval.plus(this.retryInterval).plus(this.timeout);
	}

	private static Duration shorter(Duration one, Duration other) {
		return (one.compareTo(other) < 0) ? one : other;
	}

}
