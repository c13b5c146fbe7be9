package dev.probity.check;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The one thread that drives a {@link CheckScheduler}. It never runs a check and never
 * calls a listener, so nothing that users write can hold it up.
 *
 * @since 0.1.0
 */
public final class SchedulerThread implements AutoCloseable {

	private static final Logger logger = System.getLogger(SchedulerThread.class.getName());

	// also the bound on how long a wake-up that got lost could matter
	private static final long LONGEST_WAIT = TimeUnit.SECONDS.toNanos(1);

	private final CheckScheduler scheduler;

	private final Thread thread;

	private volatile boolean closed;

	private SchedulerThread(CheckScheduler scheduler) {
		this.scheduler = scheduler;
		this.thread = new Thread(this::run, "probity-scheduler");
		this.thread.setDaemon(true);
	}

	/**
	 * Drive the scheduler on a daemon thread until this is closed.
	 * @param scheduler the scheduler
	 * @return the thread, running
	 */
	public static SchedulerThread drive(CheckScheduler scheduler) {
		SchedulerThread driver = new SchedulerThread(scheduler);
		scheduler.onAlarm(() -> LockSupport.unpark(driver.thread));
		driver.thread.start();
		return driver;
	}

	private void run() {
		while (!this.closed) {
			LockSupport.parkNanos(this, tick());
		}
	}

	private long tick() {
		try {
			Long wait = this.scheduler.tick();
			return (wait != null) ? Math.min(wait, LONGEST_WAIT) : LONGEST_WAIT;
		}
		catch (Throwable ex) {
			// memory may come back; a scheduler that has ended would not
			report(ex);
			return LONGEST_WAIT;
		}
	}

	private static void report(Throwable failure) {
		try {
			logger.log(Level.ERROR, "Scheduling checks failed, and is tried again", failure);
		}
		catch (Throwable ex) {
			// what has kept the tick from its work may keep the log from it, too
		}
	}

	@Override
	public void close() {
		this.closed = true;
		LockSupport.unpark(this.thread);
	}

}
