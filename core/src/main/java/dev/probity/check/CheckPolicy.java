package dev.probity.check;

import java.time.Duration;

import dev.probity.text.Durations;
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
 * @param failureThreshold failures in a row that turn PASSING or UNKNOWN into FAILING;
 * from 1 to 10,000
 * @param successThreshold successes in a row that turn FAILING into PASSING; from 1 to
 * 10,000
 * @param jitter by which fraction the interval varies at random; from 0 to below 1
 * @param maxAge how old a result may be when it is read before it counts as stale; at
 * least what a healthy check needs from one result to the next, after one that has failed
 * too
 * @param timeoutAction what is done to a run that exceeds its timeout
 * @param firstRunTimeout how long the first run may take, should that be longer than the
 * timeout; as long as the check is UNKNOWN, further runs may take what is left of that
 * time; at least 10 ms
 * @param maxAgeOrigin whether the maximum age was given or follows from the rest
 * @since 0.1.0
 */
public record CheckPolicy(Duration interval, Duration retryInterval, Duration timeout, int failureThreshold,
		int successThreshold, double jitter, Duration maxAge, TimeoutAction timeoutAction, Duration firstRunTimeout,
		MaxAgeOrigin maxAgeOrigin) {

	public static final Duration LONGEST = Duration.ofDays(365);

	private static final Range<Duration> TIMES = Range.of(Duration.ofMillis(10), LONGEST);

	private static final Range<Integer> SUCCESSES = Range.of(1, 10_000);

	private static final Range<Integer> FAILURES = new Range<>(
			SUCCESSES + "; a check that is never to change a probe has criticality 'observed'", SUCCESSES::contains);

	private static final Duration LONGEST_DETECTION = LONGEST.multipliedBy(100);

	private static final Range<Double> JITTER = new Range<>("a fraction from 0 to below 1",
			(value) -> value >= 0 && value < 1);

	private static final Duration FIRST_RUN_TIMEOUT = Duration.ofSeconds(10);

	private static final CheckPolicy DEFAULTS = of(Duration.ofSeconds(5), Duration.ofSeconds(1), Duration.ofSeconds(2),
			2, 2, 0.1, null);

	public CheckPolicy {
		TIMES.require("interval", interval);
		TIMES.require("retry-interval", retryInterval);
		TIMES.require("timeout", timeout);
		TIMES.require("max-age", maxAge);
		TIMES.require("first-run-timeout", firstRunTimeout);
		FAILURES.require("failure-threshold", failureThreshold);
		SUCCESSES.require("success-threshold", successThreshold);
		JITTER.require("jitter", jitter);
		Duration longestGap = longestGap(interval, timeout, jitter).plus(timeout);
		if (maxAge.compareTo(longestGap) < 0) {
			throw new InvalidSettingException("max-age", maxAge,
					"a healthy check may need %s from one result to the next (interval, jitter and timeout)"
						.formatted(Durations.exact(longestGap)));
		}
		// one that is no longer than the interval leaves as much room as that
		Duration longestRetry = timeout.plus(retryInterval).plus(timeout);
		if (retryInterval.compareTo(interval) > 0 && maxAge.compareTo(longestRetry) < 0) {
			throw new InvalidSettingException("retry-interval", retryInterval,
					("after one failed run a healthy check may then need %s to its next result (timeout, retry-interval "
							+ "and timeout), but its last result expires after %s (max-age)")
						.formatted(Durations.exact(longestRetry), Durations.exact(maxAge)));
		}
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
	 * @throws InvalidSettingException if a value is out of its range
	 */
	public CheckPolicy(Duration interval, Duration retryInterval, Duration timeout, int failureThreshold,
			int successThreshold, double jitter, Duration maxAge) {
		this(interval, retryInterval, timeout, failureThreshold, successThreshold, jitter, maxAge, TimeoutAction.LEAVE,
				FIRST_RUN_TIMEOUT, MaxAgeOrigin.GIVEN);
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
	 * @throws InvalidSettingException if a value is out of its range
	 */
	public static CheckPolicy of(Duration interval, Duration retryInterval, Duration timeout, int failureThreshold,
			int successThreshold, double jitter, @Nullable Duration maxAge) {
		TIMES.require("interval", interval);
		TIMES.require("timeout", timeout);
		return new CheckPolicy(interval, retryInterval, timeout, failureThreshold, successThreshold, jitter,
				(maxAge != null) ? maxAge : defaultMaxAge(interval, timeout), TimeoutAction.LEAVE, FIRST_RUN_TIMEOUT,
				(maxAge != null) ? MaxAgeOrigin.GIVEN : MaxAgeOrigin.DERIVED);
	}

	/**
	 * The same policy with another way to treat a run that exceeds its timeout.
	 * @param action what is done to the run
	 * @return the policy
	 */
	public CheckPolicy onTimeout(TimeoutAction action) {
		return new CheckPolicy(this.interval, this.retryInterval, this.timeout, this.failureThreshold,
				this.successThreshold, this.jitter, this.maxAge, action, this.firstRunTimeout, this.maxAgeOrigin);
	}

	/**
	 * The same policy with another time for the first run.
	 * @param time how long it may take; less than the timeout is the timeout
	 * @return the policy
	 * @throws InvalidSettingException if it is out of its range
	 */
	public CheckPolicy withFirstRunTimeout(Duration time) {
		return new CheckPolicy(this.interval, this.retryInterval, this.timeout, this.failureThreshold,
				this.successThreshold, this.jitter, this.maxAge, this.timeoutAction, time, this.maxAgeOrigin);
	}

	/**
	 * The maximum age, if somebody has said it.
	 * @return the age, or {@code null} if it follows from the rest
	 */
	public @Nullable Duration givenMaxAge() {
		return (this.maxAgeOrigin == MaxAgeOrigin.GIVEN) ? this.maxAge : null;
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
	 * @return the time, at most 100 years
	 */
	public Duration worstCaseDetection() {
		Duration time = longestGap(this.interval, this.timeout, this.jitter).plus(this.timeout)
			.plus(this.retryInterval.plus(this.timeout).multipliedBy(this.failureThreshold - 1L));
		return (time.compareTo(LONGEST_DETECTION) < 0) ? time : LONGEST_DETECTION;
	}

	private static Duration longestGap(Duration interval, Duration timeout, double jitter) {
		Duration spread = Duration.ofNanos((long) (interval.toNanos() * (1 + jitter)));
		return (spread.compareTo(timeout) < 0) ? timeout : spread;
	}

}
