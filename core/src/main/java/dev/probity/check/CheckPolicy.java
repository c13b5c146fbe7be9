package dev.probity.check;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * When a check runs, how long it may take and how many results in a row change its state.
 * Immutable, and valid once made.
 *
 * @param interval time from the start of one run to the start of the next; at least 10 ms
 * @param retryInterval time from a result to the next run while a streak is open (a
 * failure not yet confirmed, a recovery not yet confirmed) and for the first 30 s of
 * failing; at least 10 ms
 * @param timeout how long a run may take, from the moment the check is entered; at least
 * 10 ms
 * @param failureThreshold failures in a row that turn PASSING or UNKNOWN into FAILING; at
 * least 1
 * @param successThreshold successes in a row that turn FAILING into PASSING; at least 1
 * @param jitter by which fraction the interval varies at random; from 0 to below 1
 * @param maxAge how old a result may be when it is read before it counts as stale; at
 * least what a healthy check needs from one result to the next, after one that has failed
 * too
 * @param timeoutAction what is done to a run that exceeds its timeout
 * @param firstRunTimeout how long the first run may take, should that be longer than the
 * timeout; as long as the check is UNKNOWN, further runs may take what is left of that
 * time; at least 10 ms
 * @since 0.1.0
 */
public record CheckPolicy(Duration interval, Duration retryInterval, Duration timeout, int failureThreshold,
		int successThreshold, double jitter, Duration maxAge, TimeoutAction timeoutAction, Duration firstRunTimeout) {

	private static final Duration SHORTEST = Duration.ofMillis(10);

	static final Duration LONGEST = Duration.ofDays(365);

	private static final Duration FIRST_RUN_TIMEOUT = Duration.ofSeconds(10);

	private static final CheckPolicy DEFAULTS = of(Duration.ofSeconds(5), Duration.ofSeconds(1), Duration.ofSeconds(2),
			2, 2, 0.1, null);

	public CheckPolicy {
		requireInRange("interval", interval);
		requireInRange("retry-interval", retryInterval);
		requireInRange("timeout", timeout);
		requireInRange("max-age", maxAge);
		requireInRange("first-run-timeout", firstRunTimeout);
		requirePositive("failure-threshold", failureThreshold);
		requirePositive("success-threshold", successThreshold);
		if (!(jitter >= 0 && jitter < 1)) {
			throw new InvalidCheckPolicyException("jitter", jitter, "it must be a fraction from 0 to below 1");
		}
		Duration longestGap = longestGap(interval, timeout, jitter).plus(timeout);
		if (maxAge.compareTo(longestGap) < 0) {
			throw new InvalidCheckPolicyException("max-age", maxAge,
					"a healthy check may need %s from one result to the next (interval, jitter and timeout)"
						.formatted(written(longestGap)));
		}
		// one that is no longer than the interval leaves as much room as that
		Duration longestRetry = timeout.plus(retryInterval).plus(timeout);
		if (retryInterval.compareTo(interval) > 0 && maxAge.compareTo(longestRetry) < 0) {
			throw new InvalidCheckPolicyException("retry-interval", retryInterval,
					("after one failed run a healthy check may then need %s to its next result (timeout, retry-interval "
							+ "and timeout), but its last result expires after %s (max-age)")
						.formatted(written(longestRetry), written(maxAge)));
		}
	}

	private static String written(Duration time) {
		return (time.toMillis() % 1000 == 0) ? time.toSeconds() + "s" : time.toMillis() + "ms";
	}

	/**
	 * A policy that leaves a run alone when it exceeds its timeout, and gives the first
	 * one 10 s.
	 * @param interval see {@link #interval()}
	 * @param retryInterval see {@link #retryInterval()}
	 * @param timeout see {@link #timeout()}
	 * @param failureThreshold see {@link #failureThreshold()}
	 * @param successThreshold see {@link #successThreshold()}
	 * @param jitter see {@link #jitter()}
	 * @param maxAge see {@link #maxAge()}
	 * @throws InvalidCheckPolicyException if a value is out of its range
	 */
	public CheckPolicy(Duration interval, Duration retryInterval, Duration timeout, int failureThreshold,
			int successThreshold, double jitter, Duration maxAge) {
		this(interval, retryInterval, timeout, failureThreshold, successThreshold, jitter, maxAge, TimeoutAction.LEAVE,
				FIRST_RUN_TIMEOUT);
	}

	/**
	 * A policy whose maximum age may be left open.
	 * @param interval see {@link #interval()}
	 * @param retryInterval see {@link #retryInterval()}
	 * @param timeout see {@link #timeout()}
	 * @param failureThreshold see {@link #failureThreshold()}
	 * @param successThreshold see {@link #successThreshold()}
	 * @param jitter see {@link #jitter()}
	 * @param maxAge see {@link #maxAge()}; {@code null} for three intervals and a timeout
	 * @return the policy
	 * @throws InvalidCheckPolicyException if a value is out of its range
	 */
	public static CheckPolicy of(Duration interval, Duration retryInterval, Duration timeout, int failureThreshold,
			int successThreshold, double jitter, @Nullable Duration maxAge) {
		requireInRange("interval", interval);
		requireInRange("timeout", timeout);
		return new CheckPolicy(interval, retryInterval, timeout, failureThreshold, successThreshold, jitter,
				(maxAge != null) ? maxAge : defaultMaxAge(interval, timeout));
	}

	/**
	 * The same policy with another way to treat a run that exceeds its timeout.
	 * @param action what is done to the run
	 * @return the policy
	 */
	public CheckPolicy onTimeout(TimeoutAction action) {
		return new CheckPolicy(this.interval, this.retryInterval, this.timeout, this.failureThreshold,
				this.successThreshold, this.jitter, this.maxAge, action, this.firstRunTimeout);
	}

	/**
	 * The same policy with another time for the first run.
	 * @param time how long it may take; less than the timeout is the timeout
	 * @return the policy
	 * @throws InvalidCheckPolicyException if it is out of its range
	 */
	public CheckPolicy withFirstRunTimeout(Duration time) {
		return new CheckPolicy(this.interval, this.retryInterval, this.timeout, this.failureThreshold,
				this.successThreshold, this.jitter, this.maxAge, this.timeoutAction, time);
	}

	private static Duration defaultMaxAge(Duration interval, Duration timeout) {
		// an interval shorter than the timeout does not make runs come faster than they
		// end
		Duration gap = (interval.compareTo(timeout) < 0) ? timeout : interval;
		return gap.multipliedBy(3).plus(timeout);
	}

	/**
	 * The policy of a check without settings.
	 * @return the defaults
	 */
	public static CheckPolicy defaults() {
		return DEFAULTS;
	}

	/**
	 * The longest time from the moment a dependency fails, at once, by hanging or by
	 * answering too late, to the moment the check is FAILING, if it was PASSING without a
	 * failure open and the process itself was not paused.
	 * @return the time
	 */
	public Duration worstCaseDetection() {
		return longestGap(this.interval, this.timeout, this.jitter).plus(this.timeout)
			.plus(this.retryInterval.plus(this.timeout).multipliedBy(this.failureThreshold - 1L));
	}

	private static Duration longestGap(Duration interval, Duration timeout, double jitter) {
		Duration spread = Duration.ofNanos((long) (interval.toNanos() * (1 + jitter)));
		return (spread.compareTo(timeout) < 0) ? timeout : spread;
	}

	private static void requireInRange(String setting, Duration value) {
		if (value.compareTo(SHORTEST) < 0 || value.compareTo(LONGEST) > 0) {
			throw new InvalidCheckPolicyException(setting, value, "it must be between 10 ms and 365 days");
		}
	}

	private static void requirePositive(String setting, int value) {
		if (value < 1) {
			throw new InvalidCheckPolicyException(setting, value, "it must be at least 1");
		}
	}

}
