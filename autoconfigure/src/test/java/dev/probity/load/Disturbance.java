package dev.probity.load;

import dev.probity.load.Weather.Dependency;

/**
 * What befalls a fleet from the end of its first minute on.
 *
 * @param seconds for how long
 * @param demand requests as a share of what the whole fleet can do
 * @param failing share of the requests that fail on every instance
 * @param failingOnOne share of the requests that fail on the first instance
 * @param database the shared database
 * @param cache the shared cache
 */
record Disturbance(int seconds, double demand, double failing, double failingOnOne, Dependency database,
		Dependency cache) {

	/** The share of its capacity that a fleet is asked for otherwise. */
	static final double CALM = 0.6;

	static Disturbance cacheIsDown(int seconds) {
		return new Disturbance(seconds, CALM, 0, 0, Dependency.UP, Dependency.DOWN);
	}

	static Disturbance databaseIsDown(int seconds) {
		return new Disturbance(seconds, CALM, 1, 1, Dependency.DOWN, Dependency.UP);
	}

	static Disturbance spike(int seconds, double demand) {
		return new Disturbance(seconds, demand, 0, 0, Dependency.UP, Dependency.UP);
	}

	static Disturbance errorsEverywhere(int seconds, double share) {
		return new Disturbance(seconds, CALM, share, share, Dependency.UP, Dependency.UP);
	}

	static Disturbance errorsOnOne(int seconds) {
		return new Disturbance(seconds, CALM, 0, 1, Dependency.UP, Dependency.UP);
	}

}
