package dev.probity.engine;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

/**
 * Interrupts runs, on workers: interrupting a thread that is in a channel closes that
 * channel, which runs foreign code and may block. It uses a few workers at most, so that
 * closings that hang delay only each other. Thread-safe.
 */
final class Interrupts {

	private static final int MOST_AT_ONCE = 4;

	private final CheckWorkers workers;

	private final Queue<CheckRun> waiting = new ConcurrentLinkedQueue<>();

	private final AtomicInteger delivering = new AtomicInteger();

	Interrupts(CheckWorkers workers) {
		this.workers = workers;
	}

	/**
	 * Have a run interrupted soon, or not even entered. Returns at once.
	 */
	void deliver(CheckRun run) {
		if (run.wantInterrupt()) {
			try {
				this.waiting.add(run);
			}
			catch (Throwable ex) {
				// out of memory: whoever still wants it requests it again
				run.takeInterrupt();
			}
		}
		begin();
	}

	/**
	 * Go on with what no worker could be had for.
	 */
	void begin() {
		if (this.waiting.isEmpty()) {
			return;
		}
		if (this.delivering.getAndIncrement() < MOST_AT_ONCE) {
			try {
				this.workers.start("interrupts", this::deliverAll);
				return;
			}
			catch (Throwable ex) {
				// at the next tick
			}
		}
		this.delivering.decrementAndGet();
	}

	private void deliverAll() {
		try {
			for (CheckRun run = next(); run != null; run = next()) {
				run.interrupt();
			}
		}
		finally {
			this.delivering.decrementAndGet();
			// requests that have come since this thread's last look
			begin();
		}
	}

	private @Nullable CheckRun next() {
		return this.waiting.poll();
	}

}
