package dev.probity.fleet;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The one thread on which peers are asked and answered. Nothing on it waits, so nothing
 * is late because a peer is. Thread-safe.
 */
final class FleetThread implements Executor, AutoCloseable {

	private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, (task) -> {
		Thread thread = new Thread(task, "probity-fleet");
		thread.setDaemon(true);
		return thread;
	});

	FleetThread() {
		this.executor.setRemoveOnCancelPolicy(true);
	}

	/**
	 * Have something done soon.
	 * @throws RejectedExecutionException if this is closed
	 */
	@Override
	public void execute(Runnable task) {
		this.executor.execute(task);
	}

	/**
	 * Have something done later, unless this is closed by then.
	 */
	void after(Duration delay, Runnable task) {
		if (this.executor.isShutdown()) {
			return;
		}
		try {
			this.executor.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (RejectedExecutionException ex) {
			// it has been closed meanwhile
		}
	}

	@Override
	public void close() {
		this.executor.shutdownNow();
	}

}
