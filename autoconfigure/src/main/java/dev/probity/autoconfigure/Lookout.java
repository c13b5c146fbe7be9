package dev.probity.autoconfigure;

/**
 * Looks for what changes without anybody telling it.
 */
@FunctionalInterface
interface Lookout {

	/**
	 * Look. Called about once a second on the thread that tells all listeners.
	 */
	void look();

}
