package dev.probity.budget;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * What the end of a pod may take, and what the pod is said to give. Known once the
 * context has begun to start.
 */
public interface TerminationNeed {

	/**
	 * The seconds that the end may take.
	 */
	long seconds();

	/**
	 * The sum in words.
	 * @return for example <code>lame duck 10s + reserve 3s = 13s</code>
	 */
	String sum();

	/**
	 * The grace period that the pod is said to give, or {@code null} if nothing is said.
	 */
	@Nullable Duration gracePeriod();

}
