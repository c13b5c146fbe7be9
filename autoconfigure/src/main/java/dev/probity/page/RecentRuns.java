package dev.probity.page;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import dev.probity.check.CheckResult;
import dev.probity.check.CheckSnapshot;

/**
 * The last runs of one check.
 */
final class RecentRuns {

	static final int CAPACITY = 30;

	// guarded by itself
	private final Deque<Run> runs = new ArrayDeque<>(CAPACITY);

	void add(Run run) {
		synchronized (this.runs) {
			if (this.runs.size() == CAPACITY) {
				this.runs.removeFirst();
			}
			this.runs.addLast(run);
		}
	}

	List<Run> all() {
		synchronized (this.runs) {
			return List.copyOf(this.runs);
		}
	}

	/**
	 * One run.
	 *
	 * @param nanos how long it took
	 * @param outcome how it ended
	 */
	record Run(long nanos, Outcome outcome) {

		static Run of(CheckSnapshot.LastRun run) {
			return new Run(run.duration().toNanos(), Outcome.of(run.result()));
		}

	}

	/**
	 * How a run ended.
	 */
	enum Outcome {

		/** The check passed, at least in part. */
		PASSED,

		/** It failed or timed out. */
		FAILED,

		/** It could not be evaluated. */
		INCONCLUSIVE;

		static Outcome of(CheckResult result) {
			if (result instanceof CheckResult.Failed || result instanceof CheckResult.TimedOut) {
				return FAILED;
			}
			return (result instanceof CheckResult.Inconclusive) ? INCONCLUSIVE : PASSED;
		}

	}

}
