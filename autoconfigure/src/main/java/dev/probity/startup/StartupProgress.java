package dev.probity.startup;

/**
 * Records the progress of a {@link StartupTask}, which is shown while the instance is
 * starting. It is reset by each attempt; a call costs a few nanoseconds and never blocks.
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
	 * A progress that is not shown, for a task that is run directly, as in a test.
	 * @return the progress
	 */
	static StartupProgress unobserved() {
		return new TaskProgress();
	}

}
