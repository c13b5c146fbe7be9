package dev.probity.engine;

import java.time.Instant;

import dev.probity.check.CheckResult;
import dev.probity.time.Ticker;

/**
 * One run of a check with its result.
 *
 * @param result what was found
 * @param startedAt reading of the {@link Ticker} when the check was entered
 * @param endedAt reading of the {@link Ticker} when the result stood
 * @param at the wall clock at that moment, for display
 */
public record CompletedRun(CheckResult result, long startedAt, long endedAt, Instant at) {

	boolean isFailed() {
		return this.result instanceof CheckResult.Failed || this.result instanceof CheckResult.TimedOut;
	}

}
