package dev.probity.engine;

import java.time.Duration;
import java.util.random.RandomGenerator;

import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckRegistration;
import dev.probity.check.CheckSnapshot;

/**
 * When the next run of a check is due: in its turn, after a failure, or before its turn.
 * Guarded by the scheduler's lock.
 */
final class DueTime {

	private final CheckPolicy policy;

	private final RandomGenerator random;

	private final EarlierRun earlier;

	private final boolean withOthers;

	private long at;

	// by how much the run may begin before that; not at all once it has begun
	private long early;

	/**
	 * At once.
	 */
	DueTime(CheckRegistration check, RandomGenerator random, long now) {
		this.policy = check.policy();
		this.withOthers = check.kind().isVital();
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
		this.early = 0;
	}

	/**
	 * After the time in which a failure wants to be confirmed.
	 */
	void retry(CheckSnapshot known, long now) {
		set(NextRun.retry(known, now));
	}

	/**
	 * Draw the nanoseconds up to the run after one that has ended.
	 * @param before what was known before it
	 */
	long draw(CheckSnapshot before) {
		if (this.withOthers) {
			return NextRun.lateInterval(this.policy, this.random);
		}
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
		boolean inItsTurn = this.at == completed.startedAt() + interval;
		this.early = (this.withOthers && inItsTurn) ? interval - NextRun.shortestInterval(this.policy) : 0;
	}

	/**
	 * Whether the check examines the process itself, so that there is nothing that many
	 * instances must not ask together.
	 */
	boolean isWithOthers() {
		return this.withOthers;
	}

	/**
	 * Now, if that is within the jitter of the interval.
	 * @return whether it is due by that
	 */
	boolean bringForward(long now) {
		if (this.early == 0 || now - (this.at - this.early) < 0) {
			return false;
		}
		this.at = now;
		return true;
	}

	/**
	 * A run begins.
	 */
	void begun(long now) {
		this.early = 0;
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
		long heeded = this.earlier.heeding(known, this.at);
		this.early = (heeded == this.at) ? this.early : 0;
		this.at = heeded;
	}

	/**
	 * As soon as the last run began that long ago.
	 */
	void hasten(long now, Duration spacing) {
		set(this.earlier.hastened(this.at, now, spacing));
	}

}
