package dev.probity.startup;

/**
 * Takes down how far a {@link StartupTask} has come, for whoever asks what the start
 * waits for. Begins anew with each attempt; costs a few nanoseconds and never waits.
 * Thread-safe.
 *
 * @since 0.1.0
 */
public interface StartupProgress {

	/**
	 * Say how many steps there are.
	 * @param total the number of steps
	 * @throws IllegalArgumentException if it is negative
	 */
	void of(long total);

	/**
	 * One more step is done.
	 */
	default void advance() {
		advance(1);
	}

	/**
	 * More steps are done.
	 * @param steps how many more
	 * @throws IllegalArgumentException if it is negative
	 */
	void advance(long steps);

	/**
	 * Say both at once.
	 * @param done how many steps are done
	 * @param total the number of steps
	 * @throws IllegalArgumentException if one is negative
	 */
	void set(long done, long total);

	/**
	 * Progress that nobody looks at, for a task that is run by hand, as in a test.
	 * @return the progress
	 */
	static StartupProgress unobserved() {
		return new TaskProgress();
	}

}
