package dev.probity.change;

import java.util.List;

/**
 * The latest changes of checks, probes, overrides and message listeners.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ChangeHistory {

	/** How many changes are kept; the oldest are forgotten. */
	int CAPACITY = 256;

	/**
	 * The latest changes of checks, probes, overrides and message listeners, newest
	 * first.
	 * @return an immutable list
	 */
	List<RecordedChange> latest();

}
