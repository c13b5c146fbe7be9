package dev.probity.startup;

/**
 * Gives each attempt of a task a worker to run on.
 */
@FunctionalInterface
interface TaskWorkers {

	/**
	 * Let the attempt begin on a dedicated worker, and return at once.
	 */
	void start(String task, Runnable attempt);

	/**
	 * Interrupt a worker, and return at once.
	 */
	default void interrupt(Thread worker) {
		worker.interrupt();
	}

	/**
	 * A daemon thread per attempt, named after the task.
	 */
	static TaskWorkers threads() {
		return new TaskWorkers() {

			@Override
			public void start(String task, Runnable attempt) {
				begin(attempt, "probity-startup-" + task);
			}

			/**
			 * If the worker is inside a channel, that is closed by whoever interrupts,
			 * and closing may block.
			 */
			@Override
			public void interrupt(Thread worker) {
				begin(worker::interrupt, "probity-startup-interrupt");
			}

			private static void begin(Runnable work, String name) {
				Thread thread = new Thread(work, name);
				thread.setDaemon(true);
				thread.start();
			}

		};
	}

}
