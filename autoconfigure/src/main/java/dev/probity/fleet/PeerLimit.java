package dev.probity.fleet;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import dev.probity.time.Ticker;

/**
 * How many questions are let in: no more in a second than a large fleet asks one of its
 * instances, and no more at the same time. Thread-safe; takes no lock.
 */
final class PeerLimit {

	/** In a second, and at the same time. */
	static final int MOST = 100;

	private static final long SECOND = Duration.ofSeconds(1).toNanos();

	private final Ticker ticker;

	private final AtomicInteger waiting = new AtomicInteger();

	private final AtomicReference<Window> window;

	PeerLimit(Ticker ticker) {
		this.ticker = ticker;
		this.window = new AtomicReference<>(new Window(ticker.read(), new AtomicInteger()));
	}

	/**
	 * Let a question in.
	 * @return whether it may come in; then {@link #leave()} is to be called once it is
	 * answered
	 */
	boolean enter() {
		if (current().count().incrementAndGet() > MOST) {
			return false;
		}
		if (this.waiting.incrementAndGet() > MOST) {
			this.waiting.decrementAndGet();
			return false;
		}
		return true;
	}

	private Window current() {
		long now = this.ticker.read();
		return this.window
			.updateAndGet((last) -> (now - last.begin() >= SECOND) ? new Window(now, new AtomicInteger()) : last);
	}

	void leave() {
		this.waiting.decrementAndGet();
	}

	private record Window(long begin, AtomicInteger count) {

	}

}
