package dev.probity.traffic;

import java.util.concurrent.atomic.LongAdder;

import dev.probity.check.Ticker;

/**
 * The requests of the application, probes and Actuator left out. Thread-safe; counting
 * takes no lock.
 *
 * @since 0.1.0
 */
public final class Traffic {

	private final LongAdder served = new LongAdder();

	private final Ticker ticker;

	private volatile boolean watched;

	private volatile long lastArrival;

	/**
	 * Count requests.
	 * @param ticker for the time at which a request came
	 */
	public Traffic(Ticker ticker) {
		this.ticker = ticker;
	}

	void arrived() {
		// every request would write what hardly anybody ever reads
		if (this.watched) {
			this.lastArrival = this.ticker.read();
		}
	}

	void served() {
		this.served.increment();
	}

	/**
	 * How many requests have been answered, since the application was started.
	 * @return the number
	 */
	public long servedRequests() {
		return this.served.sum();
	}

	/**
	 * From now on keep in mind when the last request came, beginning as if one came now.
	 */
	public void watchArrivals() {
		this.lastArrival = this.ticker.read();
		this.watched = true;
	}

	/**
	 * When the last request came since arrivals have been watched.
	 * @return reading of the ticker
	 */
	public long lastArrival() {
		return this.lastArrival;
	}

}
