package dev.probity.engine;

import java.time.Duration;
import java.util.random.RandomGenerator;

import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckSnapshot;

/**
 * When the next run of a check is due: in its turn, after a failure, or before its turn.
 * Guarded by the scheduler's lock.
 */
final class DueTime {

	private final CheckPolicy policy;

	private final RandomGenerator random;

	private final EarlierRun earlier;

	private long at;

	/**
	 * At once.
	 */
	DueTime(CheckPolicy policy, RandomGenerator random, long now) {
		this.policy = policy;
		this.random = random;
		this.at = now;
		this.earlier = new EarlierRun(now);
	}

	/**
	 * The reading of the ticker at which it is due.
	 */
	long at() {
		return this.at;
	}

	void set(long at) {
		this.at = at;
	}

	/**
	 * After the time in which a failure wants to be confirmed.
	 */
	void retry(CheckSnapshot known, long now) {
		this.at = NextRun.retry(known, now);
	}

	/**
	 * Draw the nanoseconds up to the run after one that has ended.
	 * @param before what was known before it
	 */
	long draw(CheckSnapshot before) {
		return (before.lastRun() == null) ? NextRun.firstInterval(this.policy, this.random)
				: NextRun.jitteredInterval(this.policy, this.random);
	}

	/**
	 * After a run that has counted.
	 * @param known what is known now
	 * @param interval what was drawn for it
	 */
	void after(CheckSnapshot known, CompletedRun completed, long interval) {
		this.earlier.ended(completed.endedAt());
		this.at = NextRun.after(known, completed, interval);
	}

	/**
	 * A run begins.
	 */
	void begun(long now) {
		this.earlier.begun(now);
	}

	/**
	 * Somebody has reason to believe that the next run finds something else.
	 */
	void hint() {
		this.earlier.hint();
	}

	/**
	 * Heed a hint, if there is one.
	 */
	void heedHint(CheckSnapshot known) {
		this.at = this.earlier.heeding(known, this.at);
	}

	/**
	 * As soon as the last run began that long ago.
	 */
	void hasten(long now, Duration spacing) {
		this.at = this.earlier.hastened(this.at, now, spacing);
	}

}
