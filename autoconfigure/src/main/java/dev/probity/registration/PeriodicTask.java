package dev.probity.registration;

/**
 * Looks for what changes without anybody telling it.
 */
@FunctionalInterface
public interface PeriodicTask {

	/**
	 * Look. Called about once a second on the thread that tells all listeners.
	 */
	void look();

}
