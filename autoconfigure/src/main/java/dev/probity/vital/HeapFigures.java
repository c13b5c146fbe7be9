package dev.probity.vital;

import java.time.Duration;

/**
 * The use of the heap at one moment.
 *
 * @param afterCollection bytes in use after the last collection where objects live long:
 * the old generation, or the whole heap of a collector without generations
 * @param max bytes that can be in use there
 * @param paused how long collections have stopped all threads since the JVM was started
 */
record HeapFigures(long afterCollection, long max, Duration paused) {

	/**
	 * The part of what can be in use that no collection has freed.
	 * @return a fraction, from 0 to 1
	 */
	public double occupancy() {
		return Math.min(1, (double) this.afterCollection / this.max);
	}

}
