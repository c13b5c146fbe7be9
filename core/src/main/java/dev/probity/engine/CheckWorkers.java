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
	 * under the name {@code interrupts}, and runs that share a worker under
	 * {@code dependencies} and {@code vitals}
	 * @param run the run
	 */
	void start(String check, Runnable run);

	/**
	 * Whether brief runs may follow each other on one worker: those of checks whose last
	 * run was brief. None waits there for another for more than a few milliseconds.
	 * @return whether they may; by default each run has a dedicated worker
	 */
	default boolean shareBriefRuns() {
		return false;
	}

	/**
	 * Is called on a worker that is shared, before each run on it.
	 * @param check the check's name, for the name of the thread
	 */
	default void goOnWith(String check) {
	}

	/**
	 * Runs come regularly from now on: workers may wait for the next one. By default,
	 * does nothing.
	 */
	default void expectRuns() {
	}

	/**
	 * No run is expected for a while: workers that wait for the next one may end. By
	 * default, does nothing.
	 */
	default void rest() {
	}

	/**
	 * A daemon thread for each run that is inside, named after the check; brief runs
	 * follow each other on one. As many as it takes, since a run may hang for ever; one
	 * that has nothing to do waits for the next run, 10 s where runs come regularly and
	 * 50 ms where they do not, and ends.
	 * @return the workers, thread-safe
	 */
	static CheckWorkers threads() {
		return new WorkerThreads("probity-check-", Duration.ofSeconds(10));
	}

	/**
	 * The same, for runs of something else that never come regularly.
	 * @param prefix what the names of threads begin with
	 * @return the workers, thread-safe
	 */
	static CheckWorkers threads(String prefix) {
		return new WorkerThreads(prefix, WorkerThreads.BRIEFLY);
	}

}
