package dev.probity.startup;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

import dev.probity.check.Guarded;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that drives startup tasks: comes when there is something to do, and goes
 * when there is nothing left.
 */
final class StartupTimer {

	private static final Log logger = LogFactory.getLog(StartupTimer.class);

	private static final Guarded guarded = new Guarded(logger::error);

	// made ahead: there may be no memory for it
	private static final Long AFTER_FAILURE = TimeUnit.SECONDS.toNanos(1);

	private final Supplier<@Nullable Long> tasks;

	// both guarded by "this"
	private @Nullable Thread thread;

	private boolean called;

	/**
	 * A timer that has no thread yet.
	 * @param tasks moves the tasks on, and says how long that will do; {@code null} if
	 * nothing is left
	 */
	StartupTimer(Supplier<@Nullable Long> tasks) {
		this.tasks = tasks;
	}

	void wake() {
		synchronized (this) {
			this.called = true;
			if (this.thread != null) {
				LockSupport.unpark(this.thread);
				return;
			}
			Thread timer = new Thread(this::run, "probity-startup");
			timer.setDaemon(true);
			// it counts once it runs: where there is no thread to be had now there may be
			// later
			timer.start();
			this.thread = timer;
		}
	}

	private void run() {
		while (true) {
			answer();
			Long wait = tick();
			if (wait != null) {
				LockSupport.parkNanos(this, wait);
			}
			else if (isOver()) {
				return;
			}
		}
	}

	private void answer() {
		synchronized (this) {
			this.called = false;
		}
	}

	private @Nullable Long tick() {
		try {
			return this.tasks.get();
		}
		catch (Throwable ex) {
			// memory may come back; a timer that has ended would not
			guarded.report(() -> "Startup task timer tick failed; retrying", ex);
			return AFTER_FAILURE;
		}
	}

	private boolean isOver() {
		synchronized (this) {
			if (!this.called) {
				this.thread = null;
			}
			return !this.called;
		}
	}

}
