package dev.probity.observation;

import java.time.Duration;

import dev.probity.time.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * How long something has shown no sign of life, counted in observations and not by the
 * clock: while the process is paused (SIGSTOP, a suspended machine, a long collection)
 * nobody can show one. What passes from one observation to the next counts, but no more
 * than twice the usual interval; and what passed during such a gap only with the
 * observation after it, so that who was paused as well has had its turn. It is therefore
 * never longer than the silence itself. Not thread-safe.
 */
public final class ObservedSilence {

	private final Duration longestGap;

	private final Ticker ticker;

	private @Nullable Object mark;

	private long observedAt;

	private Duration counted = Duration.ZERO;

	private Duration withheld = Duration.ZERO;

	/**
	 * Nothing has been observed yet.
	 * @param interval how often it is usually observed
	 * @param ticker for the time between
	 */
	public ObservedSilence(Duration interval, Ticker ticker) {
		this.longestGap = interval.multipliedBy(2);
		this.ticker = ticker;
	}

	/**
	 * Observe once.
	 * @param mark what every sign of life changes
	 * @return how long the mark has been this one
	 */
	public Duration since(Object mark) {
		long now = this.ticker.read();
		if (mark.equals(this.mark)) {
			count(Duration.ofNanos(now - this.observedAt));
		}
		else {
			this.mark = mark;
			this.counted = Duration.ZERO;
			this.withheld = Duration.ZERO;
		}
		this.observedAt = now;
		return this.counted;
	}

	private void count(Duration elapsed) {
		boolean gap = elapsed.compareTo(this.longestGap) > 0;
		this.counted = this.counted.plus(this.withheld).plus(gap ? Duration.ZERO : elapsed);
		this.withheld = gap ? this.longestGap : Duration.ZERO;
	}

}
