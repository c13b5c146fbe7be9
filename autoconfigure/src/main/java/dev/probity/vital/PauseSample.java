package dev.probity.vital;

import java.time.Duration;

/**
 * How much of the time since the sample before went into pauses for the collector.
 *
 * @param at when it was taken, as the ticker reads
 * @param paused all pauses since the JVM was started
 * @param elapsed the time since the sample before
 * @param inPauses how much of it went into pauses
 * @param ahead what has been notified of pauses but did not fit into the time that has
 * elapsed: the JVM was paused between the two readings, and the time follows in the next
 * sample
 */
record PauseSample(long at, Duration paused, Duration elapsed, Duration inPauses, Duration ahead) {

	/**
	 * The sample before which nothing is known.
	 * @param at when, read before the pauses
	 * @param paused all pauses so far
	 */
	static PauseSample first(long at, Duration paused) {
		return new PauseSample(at, paused, Duration.ZERO, Duration.ZERO, Duration.ZERO);
	}

	PauseSample next(long at, Duration paused) {
		Duration elapsed = Duration.ofNanos(at - this.at);
		Duration told = this.ahead.plus(paused.minus(this.paused));
		Duration inPauses = (told.compareTo(elapsed) < 0) ? told : elapsed;
		return new PauseSample(at, paused, elapsed, inPauses, told.minus(inPauses));
	}

	/**
	 * The part of the time that went into pauses.
	 * @return a fraction, from 0 to 1
	 */
	double share() {
		return this.elapsed.isZero() ? 0 : (double) this.inPauses.toNanos() / this.elapsed.toNanos();
	}

}
