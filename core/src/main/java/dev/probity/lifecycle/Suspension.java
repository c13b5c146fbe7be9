package dev.probity.lifecycle;

/**
 * Whether the application context is or was paused. No check runs during a pause, so a
 * missing result for that reason proves nothing.
 */
public sealed interface Suspension {

	/**
	 * It has not been paused.
	 */
	Suspension NONE = new None();

	/**
	 * It is paused.
	 */
	Suspension ONGOING = new Ongoing();

	/**
	 * It has not been paused.
	 */
	record None() implements Suspension {

	}

	/**
	 * It is paused.
	 */
	record Ongoing() implements Suspension {

	}

	/**
	 * It has been paused, and goes on.
	 *
	 * @param endTick reading of the ticker from which on it has gone on
	 */
	record Over(long endTick) implements Suspension {

	}

}
