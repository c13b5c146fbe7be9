package dev.probity.startup;

/**
 * Is notified when startup tasks begin and end, in order, on a dedicated thread: a slow
 * listener is notified later, and delays no other. What it throws is logged and has no
 * other effect.
 *
 * @since 0.1.0
 */
public interface StartupTaskListener {

	/**
	 * The first attempt of a task begins.
	 * @param task the task's name
	 */
	default void onStarted(String task) {
	}

	/**
	 * A task has ended; it may have been skipped without having been started.
	 * @param result what has become of it
	 */
	default void onFinished(StartupTaskResult result) {
	}

}
