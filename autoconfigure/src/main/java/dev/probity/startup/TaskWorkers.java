package dev.probity.startup;

/**
 * Gives each attempt of a task a worker to run on.
 */
@FunctionalInterface
interface TaskWorkers {

	/**
	 * Let the attempt begin on a worker of its own, and return at once.
	 */
	void start(String task, Runnable attempt);

	/**
	 * A daemon thread per attempt, named after the task.
	 */
	static TaskWorkers threads() {
		return (task, attempt) -> {
			Thread thread = new Thread(attempt, "probity-startup-" + task);
			thread.setDaemon(true);
			thread.start();
		};
	}

}
