package dev.probity.observation;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

import dev.probity.time.Ticker;

/**
 * Computes which part of a time measured by the clock this process has actually run. Of a
 * gap between two observations no more than twice the usual interval counts, and only
 * from the observation after it, as for {@link ObservedSilence}. Nothing counts from
 * before the first observation. Not thread-safe.
 */
public final class ObservedTime {

	// of a process that is always late the oldest are forgotten, and what was before them
	private static final int MAX_GAPS = 100;

	private final long longestGap;

	private final Ticker ticker;

	private final Deque<Gap> gaps = new ArrayDeque<>();

	private long begin;

	private long now;

	/**
	 * The first observation.
	 * @param interval the usual time between observations
	 * @param ticker the time
	 */
	public ObservedTime(Duration interval, Ticker ticker) {
		this.longestGap = interval.multipliedBy(2).toNanos();
		this.ticker = ticker;
		this.begin = ticker.read();
		this.now = this.begin;
	}

	/**
	 * Look once more.
	 * @return the reading of the ticker
	 */
	public long observe() {
		long before = this.now;
		this.now = this.ticker.read();
		if (this.now - before > this.longestGap) {
			this.gaps.addLast(new Gap(before, this.now));
		}
		if (this.gaps.size() > MAX_GAPS) {
			this.begin = this.gaps.removeFirst().to();
		}
		return this.now;
	}

	/**
	 * How much of the time up to the last look counts.
	 * @param ago how long ago it began
	 */
	public Duration of(Duration ago) {
		long time = Math.min(nanos(ago), this.now - this.begin);
		long counted = time;
		for (Gap gap : this.gaps) {
			long inGap = Math.min(gap.to() - gap.from(), time - (this.now - gap.to()));
			long counting = (gap.to() == this.now) ? 0 : this.longestGap;
			counted -= Math.max(0, inGap - counting);
		}
		return Duration.ofNanos(counted);
	}

	private static long nanos(Duration ago) {
		return (ago.toDays() < 1000) ? ago.toNanos() : Long.MAX_VALUE;
	}

	private record Gap(long from, long to) {

	}

}
