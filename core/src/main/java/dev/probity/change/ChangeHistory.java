package dev.probity.change;

import java.util.List;

/**
 * The latest changes of checks, probes and overrides.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ChangeHistory {

	/**
	 * The latest changes of checks, probes and overrides, newest first.
	 * @return an immutable list
	 */
	List<RecordedChange> latest();

}
