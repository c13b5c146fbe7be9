package dev.probity.check;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

import dev.probity.time.Ticker;

/**
 * Both kinds of time, moved by hand. The ticker begins shortly before it overflows.
 */
public final class ManualTicker implements Ticker, InstantSource {

	private static final long BEGIN = Long.MAX_VALUE - Duration.ofSeconds(7).toNanos();

	private volatile long now = BEGIN;

	@Override
	public long read() {
		return this.now;
	}

	@Override
	public Instant instant() {
		return Instant.EPOCH.plusNanos(this.now - BEGIN);
	}

	public Duration elapsed() {
		return Duration.ofNanos(this.now - BEGIN);
	}

	public void advance(Duration time) {
		this.now += time.toNanos();
	}

}
