package dev.probity.engine;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import dev.probity.check.Guarded;
import dev.probity.time.WakeUp;

/**
 * The thread that drives a {@link CheckScheduler}. It never runs a check and never calls
 * a listener, so no code of users can delay it.
 *
 * @since 0.1.0
 */
public final class SchedulerThread implements AutoCloseable {

	private static final Logger logger = System.getLogger(SchedulerThread.class.getName());

	private static final Guarded guarded = new Guarded((failure, thrown) -> logger.log(Level.ERROR, failure, thrown));

	// also the bound on how long a wake-up that got lost could matter
	private static final long LONGEST_WAIT = TimeUnit.SECONDS.toNanos(1);

	private final CheckScheduler scheduler;

	private final Thread thread;

	private final WakeUp wakeUp = new WakeUp();

	private volatile boolean closed;

	// written by the thread alone
	private volatile long ticks;

	private SchedulerThread(CheckScheduler scheduler, String name) {
		this.scheduler = scheduler;
		this.thread = new Thread(this::run, name);
		this.thread.setDaemon(true);
	}

	/**
	 * Drive the scheduler on a daemon thread until this is closed.
	 * @param scheduler the scheduler
	 * @return the thread, running
	 */
	public static SchedulerThread drive(CheckScheduler scheduler) {
		return drive(scheduler, "probity-scheduler");
	}

	/**
	 * Drive the scheduler on a daemon thread until this is closed.
	 * @param scheduler the scheduler
	 * @param name the name of the thread
	 * @return the thread, running
	 */
	public static SchedulerThread drive(CheckScheduler scheduler, String name) {
		SchedulerThread driver = new SchedulerThread(scheduler, name);
		scheduler.onAlarm(driver::wake);
		driver.thread.start();
		return driver;
	}

	private void run() {
		while (!this.closed) {
			try {
				long wait = tick();
				this.ticks++;
				// what comes due in the meantime is done at once
				this.wakeUp.sleep(Math.max(wait, WakeUp.LEFT_ALONE));
			}
			catch (Throwable ex) {
				// memory may come back; a scheduler that has ended would not
				report(ex);
			}
		}
	}

	/**
	 * How many ticks of the scheduler the thread has completed: at least one a second
	 * while it is alive.
	 * @return the number of times
	 */
	public long ticks() {
		return this.ticks;
	}

	/**
	 * By how much the thread has woken too late at most: for about so long the process
	 * stood still, for garbage collection or without a CPU.
	 * @return the time, shorter than the real one by a second at most
	 */
	public Duration longestDelay() {
		return this.wakeUp.longestDelay();
	}

	/**
	 * Tick the scheduler now.
	 */
	public void wake() {
		this.wakeUp.call();
	}

	private long tick() {
		try {
			Long wait = this.scheduler.tick();
			Throwable failure = this.scheduler.takeFailure();
			if (failure != null) {
				report(failure);
			}
			return (wait != null) ? Math.min(wait, LONGEST_WAIT) : LONGEST_WAIT;
		}
		catch (Throwable ex) {
			report(ex);
			return LONGEST_WAIT;
		}
	}

	private static void report(Throwable failure) {
		guarded.report(() -> "Check scheduler tick failed; retrying", failure);
	}

	@Override
	public void close() {
		this.closed = true;
		wake();
	}

}
