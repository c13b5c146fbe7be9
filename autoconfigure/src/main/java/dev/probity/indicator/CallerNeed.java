package dev.probity.indicator;

import java.util.function.Consumer;

import dev.probity.check.CheckResult;
import org.jspecify.annotations.Nullable;

/**
 * Whether an indicator needs its caller. One that has passed in the background once does
 * not.
 */
final class CallerNeed {

	private final Consumer<String> onCallerNeeded;

	private volatile boolean decided;

	CallerNeed(Consumer<String> onCallerNeeded) {
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
		boolean passed = result instanceof CheckResult.Passed;
		this.decided = passed || missed != null;
		if (missed == null) {
			return result;
		}
		this.onCallerNeeded.accept(missed);
		return CheckResult.inconclusive("the indicator answers only on the thread of its caller: " + missed);
	}

}
