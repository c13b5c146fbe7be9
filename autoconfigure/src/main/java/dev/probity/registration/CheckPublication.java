package dev.probity.registration;

import java.util.Collection;

/**
 * Shows checks elsewhere under their names.
 */
public interface CheckPublication {

	/**
	 * Show checks.
	 * @throws IllegalStateException if they cannot be shown under their names
	 */
	void register(Collection<String> names);

	/**
	 * Show checks no more.
	 */
	void unregister(Collection<String> names);

}
