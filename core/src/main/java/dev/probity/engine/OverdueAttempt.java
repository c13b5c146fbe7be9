package dev.probity.engine;

import org.jspecify.annotations.Nullable;

/**
 * The deadline of an attempt that a late one before it kept from beginning in its turn,
 * and the time-outs that count. When it passes, the attempt has counted, though its run
 * may have time of its own left; from then on it is the deadline of the attempt after
 * that. Each attempt counts once. Guarded by the scheduler's lock.
 */
final class OverdueAttempt {

	private final KnownState known;

	private @Nullable Deadline deadline;

	private boolean counted;

	OverdueAttempt(KnownState known) {
		this.known = known;
	}

	/**
	 * The next attempt could not begin in its turn.
	 */
	void set(Deadline deadline) {
		this.deadline = deadline;
		this.counted = false;
	}

	void clear() {
		this.deadline = null;
		this.counted = false;
	}

	/**
	 * Count the attempt if its deadline passes now.
	 * @param begun whether it has begun at last
	 */
	void observe(boolean begun, long now) {
		Deadline watched = this.deadline;
		if (watched == null || !watched.passes(now)) {
			return;
		}
		this.known.countTimeOut(watched, now);
		if (begun) {
			watched.next(NextRun.retry(this.known.snapshot(), now));
			this.counted = true;
		}
		else {
			clear();
		}
	}

	/**
	 * Whether the attempt under way has counted, and must not again.
	 */
	boolean hasCounted() {
		return this.counted;
	}

	/**
	 * The run that is inside has exceeded its time. That counts, unless the attempt has
	 * counted already.
	 * @return when the next one is tried
	 */
	long timeOut(Deadline missed, long now) {
		if (this.counted) {
			long next = next();
			clear();
			return next;
		}
		this.known.countTimeOut(missed, now);
		clear();
		return NextRun.retry(this.known.snapshot(), now);
	}

	/**
	 * Go on to the attempt after one that has counted.
	 * @return when that is tried
	 */
	long next() {
		Deadline next = this.deadline;
		if (next == null) {
			throw new IllegalStateException("No attempt has counted");
		}
		this.counted = false;
		return next.startedAt();
	}

	/**
	 * The earlier of the deadline, if there is one, and another reading of the ticker.
	 */
	long orEarlier(long other) {
		Deadline watched = this.deadline;
		return (watched != null && other - watched.at() > 0) ? watched.at() : other;
	}

}
