package dev.probity.check;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

import dev.probity.time.Ticker;

/**
 * Both kinds of time, moved by hand, for tests: the time of checks passes when the test
 * says so. The ticker begins shortly before it overflows. May be read by any thread, and
 * is moved by one at a time.
 *
 * @since 0.1.0
 */
public final class ManualTicker implements Ticker, InstantSource {

	private static final long BEGIN = Long.MAX_VALUE - Duration.ofSeconds(7).toNanos();

	private final Instant begin;

	private volatile long now = BEGIN;

	/**
	 * Time that begins at the epoch.
	 */
	public ManualTicker() {
		this(Instant.EPOCH);
	}

	/**
	 * Time that begins somewhere else.
	 * @param begin what the wall clock says first
	 */
	public ManualTicker(Instant begin) {
		this.begin = begin;
	}

	@Override
	public long read() {
		return this.now;
	}

	@Override
	public InstantSource clock() {
		return this;
	}

	@Override
	public Instant instant() {
		return this.begin.plus(elapsed());
	}

	/**
	 * How much time has passed.
	 * @return all that it has been advanced by
	 */
	public Duration elapsed() {
		return Duration.ofNanos(this.now - BEGIN);
	}

	/**
	 * Let time pass.
	 * @param time how much
	 */
	public void advance(Duration time) {
		this.now += time.toNanos();
	}

}
