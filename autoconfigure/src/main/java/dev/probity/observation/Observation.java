package dev.probity.observation;

import dev.probity.check.CheckResult;

/**
 * What a vital check observes. An observation that fails proves nothing about the
 * process, so it is never a failed result.
 */
@FunctionalInterface
public interface Observation {

	CheckResult evaluate() throws Exception;

	/**
	 * Look, or say why that was not possible.
	 */
	static CheckResult take(Observation look) {
		try {
			return look.evaluate();
		}
		catch (Throwable ex) {
			return InconclusiveResult.because(ex);
		}
	}

}
