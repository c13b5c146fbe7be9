package dev.probity.registration;

import java.util.SplittableRandom;

import dev.probity.engine.CheckMonitor;
import dev.probity.engine.CheckScheduler;
import dev.probity.engine.CheckWorkers;
import dev.probity.engine.SchedulerThread;
import dev.probity.time.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * A scheduler beside the one of the checks, with a dedicated thread from when it is
 * driven. Suspended while the context is paused, as that one is. Thread-safe.
 */
public abstract class SideScheduler implements AutoCloseable {

	private final CheckScheduler scheduler;

	private final String threadName;

	private @Nullable SchedulerThread thread;

	protected SideScheduler(CheckMonitor monitor, Ticker ticker, String threadName) {
		this.scheduler = new CheckScheduler(monitor, CheckWorkers.threads(), ticker, ticker.clock(),
				new SplittableRandom());
		this.threadName = threadName;
	}

	protected final CheckScheduler scheduler() {
		return this.scheduler;
	}

	protected final synchronized void drive() {
		if (this.thread == null) {
			this.thread = SchedulerThread.drive(this.scheduler, this.threadName);
		}
	}

	public final void resume() {
		this.scheduler.resume();
	}

	public final void pause() {
		this.scheduler.pause();
	}

	@Override
	public final synchronized void close() {
		if (this.thread != null) {
			this.thread.close();
		}
	}

}
