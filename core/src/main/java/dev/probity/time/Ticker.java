package dev.probity.time;

import java.time.InstantSource;

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
	 * The wall clock that passes with this ticker, for what is displayed.
	 * @return the clock of this machine, unless time is moved by hand
	 */
	default InstantSource clock() {
		return InstantSource.system();
	}

	/**
	 * The ticker of this process.
	 * @return the ticker, thread-safe
	 */
	static Ticker system() {
		return System::nanoTime;
	}

}
