package dev.probity.startup;

/**
 * Is told of startup tasks as they begin and end, in order, on a dedicated thread: if it
 * takes its time, it learns of what follows later, and nobody else has to wait. What it
 * throws is logged and has no other effect.
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
