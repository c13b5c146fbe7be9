package dev.probity.load;

import java.time.Duration;

import dev.probity.observation.ObservedSilence;
import dev.probity.time.Ticker;

/**
 * Keeps a mark that comes and goes from being followed at once: "saturated" has to be
 * observed without a break for a while before it counts, and so has "relieved" before it
 * no longer does. Time in which the process was paused does not count. Not thread-safe.
 */
final class Hysteresis {

	private final Duration enterAfter;

	private final Duration leaveAfter;

	private final ObservedSilence unchanged;

	private boolean entered;

	/**
	 * Begins relieved.
	 * @param enterAfter for how long to be saturated; zero if that counts at once
	 * @param leaveAfter for how long to be relieved; zero if that counts at once
	 * @param interval how often it is usually observed
	 * @param ticker for the time between
	 */
	Hysteresis(Duration enterAfter, Duration leaveAfter, Duration interval, Ticker ticker) {
		this.enterAfter = enterAfter;
		this.leaveAfter = leaveAfter;
		this.unchanged = new ObservedSilence(interval, ticker);
	}

	/**
	 * Observe once.
	 * @param saturated the mark
	 * @return what counts now
	 */
	Load observe(boolean saturated) {
		Duration lasting = this.unchanged.since(saturated);
		if (lasting.compareTo(saturated ? this.enterAfter : this.leaveAfter) >= 0) {
			this.entered = saturated;
		}
		return new Load(saturated ? (this.entered ? Phase.SATURATED : Phase.RISING)
				: (this.entered ? Phase.FALLING : Phase.RELIEVED), lasting);
	}

	/**
	 * Where it stands.
	 *
	 * @param phase what counts
	 * @param lasting for how long the mark has been what it is, at least
	 */
	record Load(Phase phase, Duration lasting) {

		boolean counts() {
			return this.phase == Phase.SATURATED || this.phase == Phase.FALLING;
		}

	}

	/**
	 * From relieved to saturated and back.
	 */
	enum Phase {

		/** Not saturated. */
		RELIEVED,

		/** Saturated, but not yet for long enough to count. */
		RISING,

		/** Saturated, and that counts. */
		SATURATED,

		/** Relieved, but not yet for long enough: counts as saturated. */
		FALLING

	}

}
