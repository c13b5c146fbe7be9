package dev.probity.check;

import java.time.Duration;

/**
 * The deadline of a run, and of the runs that would have been tried after it while it is
 * stuck. Used by the scheduler thread only.
 */
final class Deadline {

	/**
	 * How late the scheduler may look at a deadline and still trust that the check, too,
	 * had its time.
	 */
	static final long TOLERANCE = Duration.ofMillis(200).toNanos();

	private final CheckPolicy policy;

	private long startedAt;

	private long at;

	private Arming arming = Arming.FIRST;

	private boolean missed;

	Deadline(CheckPolicy policy, long enteredAt) {
		this.policy = policy;
		this.startedAt = enteredAt;
		this.at = enteredAt + policy.timeout().toNanos();
	}

	long at() {
		return this.at;
	}

	/**
	 * When the run began whose deadline this is.
	 */
	long startedAt() {
		return this.startedAt;
	}

	/**
	 * Whether the run has counted as timed out, so that what it brings is too late.
	 */
	boolean isMissed() {
		return this.missed;
	}

	/**
	 * Whether a run that ended then has kept it. One that ended late is forgiven as long
	 * as the scheduler, too, was late and has not forgiven it before.
	 */
	boolean isKeptBy(CompletedRun run, long now) {
		return run.endedAt() - this.at < 0 || isForgivable(now);
	}

	/**
	 * Whether the deadline passes now; to be called until it says no. If the scheduler
	 * itself was late (the process was paused or starved), the check may have been, too:
	 * then it is given its time again, once.
	 */
	boolean passes(long now) {
		if (now - this.at < 0) {
			return false;
		}
		if (isForgivable(now)) {
			this.arming = Arming.AGAIN;
			this.at = now + this.policy.timeout().toNanos();
			return false;
		}
		return true;
	}

	/**
	 * Go on to the next deadline: as if a new run had been tried.
	 */
	void next(long now) {
		this.missed = true;
		this.arming = Arming.FIRST;
		this.startedAt = now + this.policy.retryInterval().toNanos();
		this.at = this.startedAt + this.policy.timeout().toNanos();
	}

	private boolean isForgivable(long now) {
		return this.arming == Arming.FIRST && now - this.at > TOLERANCE;
	}

	private enum Arming {

		FIRST, AGAIN

	}

}
