package dev.probity.metrics;

import dev.probity.check.CheckResult;
import dev.probity.check.CheckResult.Degraded;
import dev.probity.check.CheckResult.Inconclusive;
import dev.probity.check.CheckResult.Passed;
import dev.probity.check.CheckResult.TimedOut;

/**
 * How a run of a check ended.
 */
enum RunOutcome {

	PASSED, FAILED, INCONCLUSIVE, TIMED_OUT,

	/**
	 * There was no run: an earlier one was still inside.
	 */
	SKIPPED;

	static RunOutcome of(CheckResult result) {
		if (result instanceof TimedOut timedOut) {
			return switch (timedOut.run()) {
				case ENTERED -> TIMED_OUT;
				case SKIPPED -> SKIPPED;
			};
		}
		return (result instanceof Passed || result instanceof Degraded) ? PASSED : (result instanceof Inconclusive) ? INCONCLUSIVE : FAILED;
	}

}
