package dev.probity.port;

import org.jspecify.annotations.Nullable;

/**
 * Counts what callers of the probe port have got.
 */
@FunctionalInterface
interface CallCounter {

	/**
	 * A caller has got an answer.
	 * @param probe the name of the probe
	 * @param userAgent what the caller calls itself
	 * @param status the HTTP status that was sent, which need not be that of the verdict
	 */
	void answered(String probe, @Nullable String userAgent, int status);

}
