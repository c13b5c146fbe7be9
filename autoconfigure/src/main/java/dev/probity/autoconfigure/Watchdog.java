package dev.probity.autoconfigure;

import java.time.InstantSource;
import java.util.SplittableRandom;

import dev.probity.check.CheckMonitor;
import dev.probity.check.CheckScheduler;
import dev.probity.check.CheckWorkers;
import dev.probity.check.SchedulerThread;
import dev.probity.check.Ticker;

import org.springframework.context.SmartLifecycle;

/**
 * A second scheduler, for the check of the first one only.
 */
final class Watchdog implements SmartLifecycle, AutoCloseable {

	private final CheckScheduler scheduler;

	private final SchedulerThread thread;

	private volatile boolean running;

	Watchdog(CheckMonitor monitor, Ticker ticker) {
		this.scheduler = new CheckScheduler(monitor, CheckWorkers.threads(), ticker, InstantSource.system(),
				new SplittableRandom());
		this.thread = SchedulerThread.drive(this.scheduler, "probity-watchdog");
	}

	CheckScheduler scheduler() {
		return this.scheduler;
	}

	@Override
	public void start() {
		this.running = true;
		this.scheduler.resume();
	}

	@Override
	public void stop() {
		this.running = false;
		this.scheduler.pause();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return CheckLifecycle.PHASE;
	}

	@Override
	public void close() {
		this.thread.close();
	}

}
