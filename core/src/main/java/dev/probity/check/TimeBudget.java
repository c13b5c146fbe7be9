package dev.probity.check;

import java.time.Duration;

import dev.probity.time.Ticker;

/**
 * What is left of the time of one run of a check that asks in several steps, so that all
 * of them together take no longer than the run may. Immutable.
 *
 * @since 0.1.0
 */
public final class TimeBudget {

	// the drivers of most things take zero for "without end"
	private static final Duration SHORTEST = Duration.ofMillis(1);

	private final Duration time;

	private final long begin;

	private final Ticker ticker;

	private TimeBudget(Duration time, long begin, Ticker ticker) {
		this.time = time;
		this.begin = begin;
		this.ticker = ticker;
	}

	/**
	 * The time of the run on this thread, of which nothing is spent yet.
	 * @param otherwise how much there is if there is no run on this thread: somebody
	 * calls the check himself
	 * @param ticker the time
	 * @return the budget
	 */
	public static TimeBudget ofRun(Duration otherwise, Ticker ticker) {
		return new TimeBudget(RunLimit.orElse(otherwise), ticker.read(), ticker);
	}

	/**
	 * A little more, so that it is the deadline of the run that ends it and not this.
	 * @param grace how much more
	 * @return the larger budget
	 */
	public TimeBudget plus(Duration grace) {
		return new TimeBudget(this.time.plus(grace), this.begin, this.ticker);
	}

	/**
	 * When it began.
	 * @return reading of the {@link Ticker}
	 */
	public long begin() {
		return this.begin;
	}

	/**
	 * What is left now.
	 * @return the time, at least 1 ms: what is late anyway is to end, not to last for
	 * ever
	 */
	public Duration remaining() {
		Duration remaining = this.time.minusNanos(this.ticker.read() - this.begin);
		return (remaining.compareTo(SHORTEST) < 0) ? SHORTEST : remaining;
	}

}
