package dev.probity.test.fault;

import java.time.Duration;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * For how long this machine has stood still: how much longer a thread sleeps than the
 * moment that it wants to. What is asserted of times does not count that. Moved on by one
 * thread, and read by any.
 */
final class StandStill {

	/** What a busy machine takes anyway. */
	static final Duration USUAL = Duration.ofMillis(100);

	private final LongSupplier nanoTime;

	private final LongConsumer sleep;

	private volatile Duration total = Duration.ZERO;

	StandStill(LongSupplier nanoTime, LongConsumer sleep) {
		this.nanoTime = nanoTime;
		this.sleep = sleep;
	}

	/**
	 * Sleep for a moment, and note how much longer it was.
	 */
	void sleep(Duration moment) {
		long begin = this.nanoTime.getAsLong();
		this.sleep.accept(moment.toNanos());
		Duration late = Duration.ofNanos(this.nanoTime.getAsLong() - begin).minus(moment);
		if (late.compareTo(USUAL) > 0) {
			this.total = this.total.plus(late);
		}
	}

	Duration total() {
		return this.total;
	}

}
