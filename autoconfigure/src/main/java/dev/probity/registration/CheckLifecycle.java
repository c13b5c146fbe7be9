package dev.probity.registration;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

import dev.probity.engine.CheckScheduler;
import dev.probity.lifecycle.Instance;
import dev.probity.lifecycle.LifecyclePhase;
import dev.probity.lifecycle.StartupWatch;
import dev.probity.probe.Probes;
import dev.probity.probe.VerdictReason.Cause;
import dev.probity.time.Ticker;

/**
 * Runs the checks and evaluates the startup conditions, from before the web server opens
 * its port until after it has closed it. While the context is paused both are suspended.
 * When it resumes, its start waits a moment for results that have become stale meanwhile.
 */
final class CheckLifecycle {

	private static final long PATIENCE = Duration.ofSeconds(1).toNanos();

	private static final long LOOK_EVERY = Duration.ofMillis(5).toNanos();

	// a thread waits in the time of the process, whatever time the checks go by
	private static final Ticker REAL = Ticker.system();

	private final CheckScheduler scheduler;

	private final Watchdog watchdog;

	private final Instance instance;

	private final StartupWatch conditions;

	private final Supplier<Probes> probes;

	private final Ticker ticker;

	private volatile boolean running;

	private volatile boolean paused;

	CheckLifecycle(CheckScheduler scheduler, Watchdog watchdog, Instance instance, StartupWatch conditions,
			Supplier<Probes> probes, Ticker ticker) {
		this.scheduler = scheduler;
		this.watchdog = watchdog;
		this.instance = instance;
		this.conditions = conditions;
		this.probes = probes;
		this.ticker = ticker;
	}

	void start() {
		this.running = true;
		this.conditions.begin();
		this.scheduler.resume();
		this.watchdog.resume();
		this.instance.resume(this.ticker.read());
		if (this.paused) {
			this.paused = false;
			awaitWhatIsTooOld();
		}
	}

	/**
	 * So that the first request after a pause does not find all checks unknown: without
	 * Probity, that request would have waited for the checks.
	 */
	private void awaitWhatIsTooOld() {
		Probes all = this.probes.get();
		long end = REAL.read() + PATIENCE;
		while (isResuming(all) && REAL.read() - end < 0 && !Thread.currentThread().isInterrupted()) {
			LockSupport.parkNanos(this, LOOK_EVERY);
		}
	}

	private static boolean isResuming(Probes probes) {
		return probes.all()
			.stream()
			.flatMap((probe) -> probes.evaluate(probe).reasons().stream())
			.anyMatch((reason) -> reason.cause() == Cause.RESUMING);
	}

	void stop() {
		this.running = false;
		this.paused = true;
		this.instance.suspend();
		this.scheduler.pause();
		this.watchdog.pause();
		this.conditions.end();
	}

	boolean isRunning() {
		return this.running;
	}

	void end() {
		this.instance.advanceTo(LifecyclePhase.STOPPED);
	}

}
