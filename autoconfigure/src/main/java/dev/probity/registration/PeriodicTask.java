package dev.probity.registration;

/**
 * Finds changes of which nobody notifies Probity, by looking for them periodically.
 */
@FunctionalInterface
public interface PeriodicTask {

	/**
	 * Called about once a second, on the thread that notifies all listeners; must not
	 * block.
	 */
	void run();

}
