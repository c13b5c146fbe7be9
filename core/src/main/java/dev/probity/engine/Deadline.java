package dev.probity.engine;

import java.time.Duration;

import dev.probity.check.CheckPolicy;

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

	private Duration limit;

	private long startedAt;

	private long at;

	private Arming arming = Arming.FIRST;

	private int missed;

	/**
	 * The deadline of a run.
	 * @param limit how long the run may take; those after it get the timeout
	 */
	Deadline(CheckPolicy policy, Duration limit, long enteredAt) {
		this.policy = policy;
		this.limit = limit;
		this.startedAt = enteredAt;
		this.at = enteredAt + limit.toNanos();
	}

	/**
	 * How long the run may take whose deadline this is.
	 */
	Duration limit() {
		return this.limit;
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
		return this.missed > 0;
	}

	/**
	 * How often the run has counted as timed out.
	 */
	int missed() {
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
			this.at = now + this.limit.toNanos();
			return false;
		}
		return true;
	}

	/**
	 * Go on to the next deadline: as if a new run had been tried.
	 * @param retryAt when that would have been
	 */
	void next(long retryAt) {
		this.missed++;
		this.arming = Arming.FIRST;
		this.limit = this.policy.timeout();
		this.startedAt = retryAt;
		this.at = retryAt + this.limit.toNanos();
	}

	private boolean isForgivable(long now) {
		return this.arming == Arming.FIRST && now - this.at > TOLERANCE;
	}

	private enum Arming {

		FIRST, AGAIN

	}

}
