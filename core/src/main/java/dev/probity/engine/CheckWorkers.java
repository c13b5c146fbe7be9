package dev.probity.engine;

import java.time.Duration;

/**
 * Gives each run of a check a worker to run on.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface CheckWorkers {

	/**
	 * Start the run on a dedicated worker and return at once.
	 * @param check the check's name, for the name of a thread; interrupts are delivered
	 * under the name {@code interrupts}
	 * @param run the run
	 */
	void start(String check, Runnable run);

	/**
	 * A daemon thread for each run that is inside, named after the check. As many as it
	 * takes, since a run may hang for ever; one that has nothing to do waits 50 ms for
	 * the next run, and ends.
	 * @return the workers, thread-safe
	 */
	static CheckWorkers threads() {
		return threads("probity-check-");
	}

	/**
	 * The same, for runs of something else.
	 * @param prefix what the names of threads begin with
	 * @return the workers, thread-safe
	 */
	static CheckWorkers threads(String prefix) {
		return new WorkerThreads(prefix, Duration.ofMillis(50));
	}

}
