package dev.probity.check;

/**
 * Whether somebody has reason to believe that the next run of a check finds something
 * else than the last one. Guarded by the scheduler's lock.
 */
final class PendingHint {

	private long lastEnd;

	private boolean given;

	PendingHint(long now) {
		this.lastEnd = now;
	}

	void ended(long at) {
		this.lastEnd = at;
	}

	/**
	 * While a run is inside, the one after it is meant.
	 */
	void give() {
		this.given = true;
	}

	/**
	 * When the next run is due with regard to the hint. Of a failure that is not
	 * confirmed the check makes sure anyway.
	 */
	long heeded(CheckSnapshot known, long dueAt) {
		boolean counts = this.given && known.state() == CheckState.PASSING && known.failures() == 0;
		this.given = false;
		long soonest = this.lastEnd + known.policy().retryInterval().toNanos();
		return (counts && soonest - dueAt < 0) ? soonest : dueAt;
	}

}
