package dev.probity.time;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

/**
 * Lets a thread of the engine sleep until it is woken. For 10 ms after each awakening
 * further calls are collected into one, and for 50 ms those that can wait, if there were
 * some before: with many checks, most of the work would be to fall asleep and to be
 * woken.
 */
public final class WakeUp {

	/** Nanoseconds. */
	public static final long LEFT_ALONE = Duration.ofMillis(10).toNanos();

	private static final long COLLECTED = Duration.ofMillis(50).toNanos();

	private final Ticker ticker;

	private final Parking parking;

	private volatile boolean called;

	private volatile boolean calledSoon;

	// whether it was called for what can wait while it slept last; used by the sleeper
	// alone
	private boolean collecting;

	// nanoseconds; written by the sleeper alone
	private volatile long longestDelay;

	// whoever is to be woken now
	private volatile @Nullable Thread asleep;

	// the same, also for what can wait
	private volatile @Nullable Thread idle;

	/**
	 * For a thread, which sleeps in the time of the process whatever time its work goes
	 * by.
	 */
	public WakeUp() {
		this(Ticker.system(), LockSupport::parkNanos);
	}

	/**
	 * Sleep in other ways.
	 * @param ticker for how much of its sleep is left
	 * @param parking how it sleeps; may return early, as a thread may
	 */
	public WakeUp(Ticker ticker, Parking parking) {
		this.ticker = ticker;
		this.parking = parking;
	}

	/**
	 * Wake the sleeper, or let it not fall asleep. Returns at once; on any thread.
	 */
	public void call() {
		this.called = true;
		wake(this.asleep);
	}

	/**
	 * The same for what can wait for 50 ms, if there is a lot of it.
	 */
	public void callSoon() {
		this.calledSoon = true;
		wake(this.idle);
	}

	private static void wake(@Nullable Thread sleeper) {
		if (sleeper != null) {
			LockSupport.unpark(sleeper);
		}
	}

	/**
	 * Sleep until it is called, interrupted, or the time is over. What was called for
	 * before it returns can be seen afterwards. To be used by one thread.
	 * @param nanos how long at most
	 * @return whether it was called for what cannot wait
	 */
	public boolean sleep(long nanos) {
		long begin = this.ticker.read();
		long end = begin + nanos;
		if (park(Math.min(nanos, LEFT_ALONE))) {
			this.asleep = Thread.currentThread();
			if (!this.collecting || collect(begin + Math.min(nanos, COLLECTED))) {
				this.idle = this.asleep;
				if (!this.calledSoon) {
					parkOnce(end);
				}
				this.idle = null;
			}
			this.asleep = null;
		}
		this.longestDelay = Math.max(this.longestDelay, this.ticker.read() - end);
		this.collecting = this.calledSoon;
		boolean urgent = this.called;
		if (urgent) {
			this.called = false;
		}
		// else a call that comes now is for the next sleep
		this.calledSoon = false;
		return urgent;
	}

	/**
	 * Wait for what can wait.
	 * @return whether nobody has woken it
	 */
	private boolean collect(long end) {
		parkOnce(end);
		return !this.called && this.ticker.read() - end >= 0;
	}

	private void parkOnce(long end) {
		long rest = end - this.ticker.read();
		if (!this.called && rest > 0) {
			this.parking.park(this, rest);
		}
	}

	/**
	 * By how much the sleeper has woken too late at most.
	 */
	public Duration longestDelay() {
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
