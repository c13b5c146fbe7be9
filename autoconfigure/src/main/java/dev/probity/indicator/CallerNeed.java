package dev.probity.indicator;

import java.util.function.Predicate;

import dev.probity.check.CheckResult;
import org.jspecify.annotations.Nullable;

/**
 * Whether an indicator needs its caller. One that has passed in the background once does
 * not.
 */
final class CallerNeed {

	private final Predicate<String> onCallerNeeded;

	private volatile boolean decided;

	/**
	 * Watch an indicator that nothing is known of yet.
	 * @param onCallerNeeded told why if it needs its caller; says whether it has been
	 * left to its callers, which may be too early
	 */
	CallerNeed(Predicate<String> onCallerNeeded) {
		this.onCallerNeeded = onCallerNeeded;
	}

	/**
	 * The result of a run.
	 * @param result what has come of it
	 * @param missed why it seems to need its caller, or {@code null}
	 */
	CheckResult resultOf(CheckResult result, @Nullable String missed) {
		if (this.decided) {
			return result;
		}
		if (missed == null) {
			this.decided = result instanceof CheckResult.Passed;
			return result;
		}
		this.decided = this.onCallerNeeded.test(missed);
		return CheckResult.inconclusive("the indicator answers only on the thread of its caller: " + missed);
	}

}
