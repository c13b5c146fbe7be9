package dev.probity.engine;

import java.time.Duration;

import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckResult;
import dev.probity.check.CheckResult.Inconclusive;
import dev.probity.check.CheckResult.Passed;
import dev.probity.check.CheckSnapshot;
import dev.probity.check.CheckState;

/**
 * What has been seen of one check since it was registered or the scheduler was resumed.
 */
final class SimulatedCheckHistory {

	int generation;

	long begunAt;

	/** {@code P}, {@code F} and {@code I}. */
	final StringBuilder results = new StringBuilder();

	CheckSnapshot seen;

	/** Since when nothing has passed of a check that was healthy before. */
	long foulSince = SimulatedRun.NOT_YET;

	/** Since when it has been asked in this generation. */
	long askedSince = SimulatedRun.NOT_YET;

	/** When the last run was refused a thread, unless one has begun since. */
	long refusedAt = SimulatedRun.NOT_YET;

	void begin(long now) {
		this.results.setLength(0);
		resume(now);
	}

	/**
	 * What was known is still known, unless the engine shows that it has forgotten it.
	 */
	void resume(long now) {
		this.generation++;
		this.begunAt = now;
		this.foulSince = SimulatedRun.NOT_YET;
		this.refusedAt = SimulatedRun.NOT_YET;
		this.askedSince = SimulatedRun.NOT_YET;
	}

	void end() {
		this.seen = null;
		this.foulSince = SimulatedRun.NOT_YET;
	}

	void add(CheckResult result, SimulatedRun run, long now) {
		this.results.append((result instanceof Passed) ? 'P' : (result instanceof Inconclusive) ? 'I' : 'F');
		if (result instanceof CheckResult.TimedOut) {
			run.timeouts++;
			run.timedOutAt = now;
		}
	}

	/** What a run may take that begins now. */
	long limit(CheckPolicy policy, long now) {
		if (this.seen != null && this.seen.state() != CheckState.UNKNOWN) {
			return policy.timeout().toNanos();
		}
		return Math.max(policy.timeout().toNanos(), policy.firstRunTimeout().toNanos() - (now - this.askedSince));
	}

	@Override
	public String toString() {
		return "results %s since %.6fs, now %s".formatted(this.results, this.begunAt / 1e9, this.seen);
	}

	/**
	 * When the next run of a check may and must come that has none inside.
	 */
	static final class Bounds {

		private static final long CONFIRMING = Duration.ofSeconds(30).toNanos();

		private Bounds() {
		}

		static long reference(SimulatedCheck check, SimulatedCheckHistory history) {
			SimulatedRun run = check.run;
			return (run == null || run.generation != history.generation) ? history.begunAt : run.startedAt;
		}

		static long earliest(SimulatedCheck check, SimulatedCheckHistory history) {
			long retry = check.policy.retryInterval().toNanos();
			SimulatedRun run = check.run;
			if (history.refusedAt != SimulatedRun.NOT_YET) {
				return history.refusedAt + retry;
			}
			if (run == null || run.generation != history.generation || run.enteredAt == SimulatedRun.NOT_YET) {
				return history.begunAt;
			}
			long soonest = (long) (check.policy.interval().toNanos() * (1 - check.policy.jitter()));
			long timeout = check.policy.timeout().toNanos();
			if (run.waited && run.timeouts > 0 && run.timedOutAt < run.endedAt
					&& history.seen.lastRun().result() instanceof CheckResult.TimedOut) {
				// it has counted while it was inside, and brought nothing that counts
				return run.timedOutAt + retry;
			}
			if (run.timeouts > (run.waited ? 1 : 0)) {
				return run.enteredAt + timeout + retry;
			}
			if (run.endedAt - run.enteredAt >= timeout) {
				return run.enteredAt + Math.min(timeout + retry, (history.results.length() == 1) ? 0 : soonest);
			}
			if (isConfirming(history.seen, run)) {
				return run.endedAt + retry;
			}
			return run.enteredAt + ((history.results.length() == 1) ? 0 : soonest - 1);
		}

		private static boolean isConfirming(CheckSnapshot seen, SimulatedRun run) {
			return switch (seen.state()) {
				case UNKNOWN -> true;
				case PASSING -> seen.failures() > 0;
				case FAILING ->
					seen.successes() > 0 || seen.lastRun().at().isBefore(seen.since().plusNanos(CONFIRMING));
			};
		}

		static long latest(SimulatedCheck check, SimulatedCheckHistory history) {
			SimulatedRun run = check.run;
			long retry = check.policy.retryInterval().toNanos();
			if (history.refusedAt != SimulatedRun.NOT_YET) {
				return history.refusedAt + retry;
			}
			if (run == null || run.enteredAt == SimulatedRun.NOT_YET) {
				return history.begunAt;
			}
			if (run.generation != history.generation) {
				return Math.max(history.begunAt, run.endedAt);
			}
			long interval = (long) (check.policy.interval().toNanos() * (1 + check.policy.jitter()));
			return Math.max(run.endedAt + (isOutOfStep(history) ? retry : 0), run.enteredAt + interval);
		}

		private static boolean isOutOfStep(SimulatedCheckHistory history) {
			return history.seen != null && (history.seen.state() != CheckState.PASSING || history.seen.failures() > 0);
		}

	}

}
