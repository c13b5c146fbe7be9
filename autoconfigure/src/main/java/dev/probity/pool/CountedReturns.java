package dev.probity.pool;

import java.time.Duration;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * When connections last came back to a pool that only counts how many did: between the
 * last observation of another count and the one after it. Not thread-safe.
 */
public final class CountedReturns {

	private final LongSupplier nanoTime;

	private long count = -1;

	// the last look with another count, if there was one, and the first one with this
	private @Nullable Long before;

	private long since;

	private long lastLook;

	public CountedReturns(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
	}

	/**
	 * Look once.
	 * @param returned how many have come back by now, ever
	 */
	public void evaluate(long returned) {
		long now = this.nanoTime.getAsLong();
		if (returned != this.count) {
			this.before = (this.count >= 0) ? Long.valueOf(this.lastLook) : null;
			this.count = returned;
			this.since = now;
		}
		this.lastLook = now;
	}

	/**
	 * How long ago at most one came back, or {@code null} if none did since the first
	 * look.
	 */
	public @Nullable Duration sinceLast() {
		Long before = this.before;
		return (before != null) ? Duration.ofNanos(Math.max(0, this.lastLook - before)) : null;
	}

	/**
	 * For how long at least none has come back.
	 */
	public Duration silence() {
		return Duration.ofNanos(Math.max(0, this.lastLook - this.since));
	}

}
