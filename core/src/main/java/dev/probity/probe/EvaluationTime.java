package dev.probity.probe;

import dev.probity.check.CheckSnapshot;
import dev.probity.check.CheckState;
import dev.probity.check.ShownState;
import dev.probity.lifecycle.Suspension;

/**
 * The time of an evaluation, and until when its result stays valid unless a check or the
 * instance changes its state: every comparison with the time goes through here. For one
 * evaluation.
 */
public final class EvaluationTime {

	private final long now;

	private final Suspension suspension;

	private long left = Long.MAX_VALUE;

	/**
	 * @param now reading of the ticker
	 */
	public EvaluationTime(long now) {
		this(now, Suspension.NONE);
	}

	/**
	 * @param now reading of the ticker
	 * @param suspension whether the instance is paused, or has been
	 */
	public EvaluationTime(long now, Suspension suspension) {
		this.now = now;
		this.suspension = suspension;
	}

	long now() {
		return this.now;
	}

	/**
	 * Whether it is earlier than a reading of the ticker.
	 */
	boolean isBefore(long tick) {
		long until = tick - this.now;
		if (until > 0) {
			this.left = Math.min(this.left, until);
		}
		return until > 0;
	}

	/**
	 * Whether what is known of a check is too old. If so, that holds for now only: each
	 * result may end it.
	 */
	boolean isStale(CheckSnapshot check) {
		boolean stale = !isBefore(check.staleAt());
		if (stale) {
			holdsForNowOnly();
		}
		return stale;
	}

	/**
	 * What is shown of a check.
	 */
	ShownState shown(CheckSnapshot check) {
		if (check.state() == CheckState.PASSING) {
			// it may go stale by itself
			isStale(check);
		}
		return check.shown(this.now);
	}

	/**
	 * Whether that nothing is known of a check may be because it was paused. After the
	 * pause that is so for as long as it may take to see that the check fails.
	 */
	boolean isAwaited(CheckSnapshot check) {
		if (this.suspension instanceof Suspension.Over over) {
			return isBefore(over.endTick() + check.policy().worstCaseDetection().toNanos());
		}
		return this.suspension instanceof Suspension.Ongoing;
	}

	/**
	 * What is evaluated rests on more than states and times.
	 */
	void holdsForNowOnly() {
		this.left = 0;
	}

	/**
	 * The reading of the ticker from which on something else may be true.
	 */
	long holdsUntil() {
		// readings are compared by their difference
		return this.now + Math.min(this.left, Long.MAX_VALUE / 2);
	}

}
