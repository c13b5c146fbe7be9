package dev.probity.time;

/**
 * Monotonic time: ages, timeouts and due times come from here, never from the wall clock,
 * which may jump.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface Ticker {

	/**
	 * Nanoseconds since some fixed but arbitrary moment. Compare two readings only by
	 * their difference, since the value may overflow.
	 * @return the reading
	 */
	long read();

	/**
	 * The ticker of this process.
	 * @return the ticker, thread-safe
	 */
	static Ticker system() {
		return System::nanoTime;
	}

}
