package dev.probity.load;

import java.time.Duration;

import dev.probity.time.Ticker;
import dev.probity.traffic.RequestAges;
import dev.probity.traffic.Traffic;

/**
 * The active requests of the application with their ages, for as many checks as want to
 * know. What passes from one look to the next, whoever looks, counts once. Time in which
 * the process was paused does not; of a process that is always late, twice the usual
 * interval counts from look to look. Thread-safe.
 */
final class ObservedRequests {

	private final Traffic traffic;

	private final Ticker ticker;

	// all guarded by "this"
	private Duration longestGap = Duration.ofDays(365);

	private int late;

	private long lookedAt;

	/**
	 * Look at requests. Nobody else may ask the traffic for ages.
	 * @param traffic knows the requests
	 * @param ticker for the time between looks
	 */
	public ObservedRequests(Traffic traffic, Ticker ticker) {
		this.traffic = traffic;
		this.ticker = ticker;
		this.lookedAt = ticker.read();
	}

	/**
	 * Somebody is going to look; what is unusually long is told by who looks most often.
	 */
	synchronized void expectLooks(Duration interval) {
		Duration gap = interval.multipliedBy(2);
		this.longestGap = (gap.compareTo(this.longestGap) < 0) ? gap : this.longestGap;
	}

	synchronized RequestAges observe() {
		long now = this.ticker.read();
		Duration elapsed = Duration.ofNanos(now - this.lookedAt);
		this.lookedAt = now;
		boolean gap = elapsed.compareTo(this.longestGap) > 0;
		this.late = gap ? this.late + 1 : 0;
		return this.traffic.age((this.late == 0) ? elapsed : (this.late == 1) ? Duration.ZERO : this.longestGap);
	}

}
