package dev.probity.observation;

import java.util.Map;

import dev.probity.check.CheckResult;

/**
 * The result of a vital check whose observation failed: that proves nothing about the
 * process, and must not restart it.
 */
public final class InconclusiveResult {

	// made ahead: describing an error can itself run out of memory
	private static final CheckResult INDESCRIBABLE = new CheckResult.Inconclusive(
			"observation failed with an exception that cannot be described", null, Map.of());

	private InconclusiveResult() {
	}

	public static CheckResult because(Throwable error) {
		try {
			return CheckResult.inconclusive("observation failed: " + CheckResult.failed(error).reason());
		}
		catch (Throwable indescribable) {
			return INDESCRIBABLE;
		}
	}

}
