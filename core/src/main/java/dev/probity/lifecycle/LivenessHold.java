package dev.probity.lifecycle;

import java.time.Duration;
import java.time.Instant;

/**
 * An operator's wish that nobody restarts this instance for a while, whatever liveness
 * says: to look at it while it is still there. The verdict stays what it is; only what is
 * answered to a caller is "alive". Immutable.
 *
 * @param reason why, one line without secrets
 * @param timeToLive how long it counts, from 1 second to 1 hour
 * @param since when it was set, on the wall clock, for display
 * @param sinceTick the same as a reading of the ticker, from which its time counts
 * @since 0.1.0
 * @see LivenessControl
 */
public record LivenessHold(String reason, Duration timeToLive, Instant since, long sinceTick) {

	public LivenessHold {
		reason = OverrideTerms.reason(reason);
		timeToLive = OverrideTerms.timeOfHold(timeToLive);
	}

	/**
	 * The reading of the ticker at which it ends.
	 * @return the reading
	 */
	public long endTick() {
		return this.sinceTick + this.timeToLive.toNanos();
	}

	/**
	 * When it ends.
	 * @return the end on the wall clock, for display
	 */
	public Instant until() {
		return this.since.plus(this.timeToLive);
	}

	/**
	 * How much longer it counts.
	 * @param now reading of the ticker
	 * @return the time, zero if it has expired
	 */
	public Duration remaining(long now) {
		return Duration.ofNanos(Math.max(0, endTick() - now));
	}

}
