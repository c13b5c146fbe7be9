package dev.probity.startup;

/**
 * Notifies receivers of the progress of startup tasks.
 */
@FunctionalInterface
interface TaskNotifier {

	/**
	 * Notify a receiver, in the order of the calls, and return at once.
	 */
	void notify(Object receiver, Runnable news);

}
