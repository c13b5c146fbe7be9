package dev.probity.startup;

/**
 * Work that has to be done before the instance is ready, such as filling a cache. As a
 * bean it is run once after the application context has been refreshed, on a dedicated
 * thread, in the background; the bean's name is the task's name. Until all required tasks
 * are done the instance is starting.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface StartupTask {

	/**
	 * Do the work, once for each attempt. The thread is interrupted when the attempt
	 * exceeds its timeout, and when the application context closes.
	 * @param progress receives the progress of the work
	 * @throws Exception if the attempt has failed; it is made again if the policy has
	 * retries left
	 */
	void run(StartupProgress progress) throws Exception;

	/**
	 * How the task is run, unless the properties say otherwise. Asked once, at start.
	 * @return the policy
	 */
	default StartupTaskPolicy policy() {
		return StartupTaskPolicy.defaults();
	}

}
