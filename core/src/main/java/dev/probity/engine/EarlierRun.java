package dev.probity.engine;

import java.time.Duration;

import dev.probity.check.CheckSnapshot;
import dev.probity.check.CheckState;

/**
 * When a check runs that is asked for before its turn: because a call that needs the same
 * has failed, or because somebody wants to know now. Guarded by the scheduler's lock.
 */
final class EarlierRun {

	private long lastBegin;

	private long lastEnd;

	private boolean hinted;

	EarlierRun(long now) {
		this.lastBegin = now;
		this.lastEnd = now;
	}

	void begun(long at) {
		this.lastBegin = at;
	}

	void ended(long at) {
		this.lastEnd = at;
	}

	/**
	 * Somebody has reason to believe that the next run finds something else than the
	 * last. While a run is inside, the one after it is meant.
	 */
	void hint() {
		this.hinted = true;
	}

	/**
	 * When the next run is due with regard to a hint. Of a failure that is not confirmed
	 * the check makes sure anyway.
	 */
	long heeding(CheckSnapshot known, long dueAt) {
		boolean counts = this.hinted && known.state() == CheckState.PASSING && known.failures() == 0;
		this.hinted = false;
		return counts ? earlier(dueAt, this.lastEnd + known.policy().retryInterval().toNanos()) : dueAt;
	}

	/**
	 * When it is due for somebody who wants to know now, though no more than one run
	 * begins in the given time.
	 */
	long hastened(long dueAt, long now, Duration spacing) {
		long soonest = this.lastBegin + spacing.toNanos();
		return earlier(dueAt, (soonest - now > 0) ? soonest : now);
	}

	private static long earlier(long dueAt, long wanted) {
		return (dueAt - wanted > 0) ? wanted : dueAt;
	}

}
