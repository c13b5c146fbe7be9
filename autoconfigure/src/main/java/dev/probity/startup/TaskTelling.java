package dev.probity.startup;

/**
 * Brings news of tasks to whoever is told of them.
 */
@FunctionalInterface
interface TaskTelling {

	/**
	 * Tell a receiver, after what it has been told before, and return at once.
	 */
	void tell(Object receiver, Runnable news);

}
