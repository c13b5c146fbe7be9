package dev.probity.probe;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Knows for how long a probe has had its status.
 */
@FunctionalInterface
public interface StatusWatch {

	/**
	 * For how long.
	 * @param verdict a verdict of now
	 * @return the time, zero if the status is new; {@code null} if nobody watches
	 */
	@Nullable Duration lasted(ProbeVerdict verdict);

}
