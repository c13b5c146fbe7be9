package dev.probity.engine;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

import dev.probity.time.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * Lets a thread of the engine sleep until it is woken. For 5 ms after each awakening
 * further calls are collected into one: with many checks, most of the work would be to
 * fall asleep and to be woken.
 */
final class WakeUp {

	private static final long LEFT_ALONE = Duration.ofMillis(5).toNanos();

	private final Ticker ticker;

	private final Parking parking;

	private volatile boolean called;

	// nanoseconds; written by the sleeper alone
	private volatile long longestDelay;

	// whoever is to be woken now
	private volatile @Nullable Thread asleep;

	/**
	 * For a thread, which sleeps in the time of the process whatever time its work goes
	 * by.
	 */
	WakeUp() {
		this(Ticker.system(), LockSupport::parkNanos);
	}

	/**
	 * Sleep in other ways.
	 * @param ticker for how much of its sleep is left
	 * @param parking how it sleeps; may return early, as a thread may
	 */
	WakeUp(Ticker ticker, Parking parking) {
		this.ticker = ticker;
		this.parking = parking;
	}

	/**
	 * Wake the sleeper, or let it not fall asleep. Returns at once; on any thread.
	 */
	void call() {
		this.called = true;
		Thread sleeper = this.asleep;
		if (sleeper != null) {
			LockSupport.unpark(sleeper);
		}
	}

	/**
	 * Sleep until it is called, interrupted, or the time is over. What was called for
	 * before it returns can be seen afterwards. To be used by one thread.
	 * @param nanos how long at most
	 */
	void sleep(long nanos) {
		long end = this.ticker.read() + nanos;
		if (park(Math.min(nanos, LEFT_ALONE))) {
			this.asleep = Thread.currentThread();
			long rest = end - this.ticker.read();
			if (!this.called && rest > 0) {
				this.parking.park(this, rest);
			}
			this.asleep = null;
		}
		this.longestDelay = Math.max(this.longestDelay, this.ticker.read() - end);
		this.called = false;
	}

	/**
	 * By how much the sleeper has woken too late at most.
	 */
	Duration longestDelay() {
		return Duration.ofNanos(this.longestDelay);
	}

	/**
	 * Sleep for all that time.
	 * @return whether nobody has interrupted it
	 */
	private boolean park(long nanos) {
		long end = this.ticker.read() + nanos;
		for (long rest = nanos; rest > 0; rest = end - this.ticker.read()) {
			this.parking.park(this, rest);
			if (Thread.interrupted()) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Lets the calling thread sleep until it is unparked, interrupted, or the time is
	 * over.
	 */
	@FunctionalInterface
	interface Parking {

		void park(Object blocker, long nanos);

	}

}
