package dev.probity.check;

/**
 * Gives each run of a check a worker to run on.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface CheckWorkers {

	/**
	 * Let the run begin on a worker of its own, and return at once.
	 * @param check the check's name
	 * @param run the run
	 */
	void start(String check, Runnable run);

	/**
	 * A daemon thread per run, named after the check. A run is rare and may hang for
	 * ever, so there is nothing to gain from a pool and a full one to lose.
	 * @return the workers, thread-safe
	 */
	static CheckWorkers threads() {
		return (check, run) -> {
			Thread thread = new Thread(run, "probity-check-" + check);
			thread.setDaemon(true);
			thread.start();
		};
	}

}
