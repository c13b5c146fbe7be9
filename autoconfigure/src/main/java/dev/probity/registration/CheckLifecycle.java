package dev.probity.registration;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

import dev.probity.check.CheckScheduler;
import dev.probity.lifecycle.Instance;
import dev.probity.lifecycle.LifecyclePhase;
import dev.probity.lifecycle.StartupWatch;
import dev.probity.probe.Probes;
import dev.probity.probe.VerdictReason.Cause;
import dev.probity.time.Ticker;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.SmartLifecycle;

/**
 * Runs the checks and evaluates the startup conditions, from before the web server opens
 * its port until after it has closed it. While the context is paused both are suspended.
 * When it resumes, its start waits a moment for results that have become stale meanwhile.
 */
public final class CheckLifecycle implements SmartLifecycle, DisposableBean {

	private static final long PATIENCE = Duration.ofSeconds(1).toNanos();

	private static final long LOOK_EVERY = Duration.ofMillis(5).toNanos();

	private final CheckScheduler scheduler;

	private final Instance instance;

	private final StartupWatch conditions;

	private final Supplier<Probes> probes;

	private final Ticker ticker;

	private volatile boolean running;

	private volatile boolean paused;

	CheckLifecycle(CheckScheduler scheduler, Instance instance, StartupWatch conditions, Supplier<Probes> probes,
			Ticker ticker) {
		this.scheduler = scheduler;
		this.instance = instance;
		this.conditions = conditions;
		this.probes = probes;
		this.ticker = ticker;
	}

	@Override
	public void start() {
		this.running = true;
		this.conditions.begin();
		this.scheduler.resume();
		this.instance.resume(this.ticker.read());
		if (this.paused) {
			this.paused = false;
			awaitWhatIsTooOld();
		}
	}

	/**
	 * Have a check run before its turn; see {@link CheckScheduler#hasten}.
	 */
	public void hasten(String check, Duration spacing) {
		this.scheduler.hasten(check, spacing);
	}

	/**
	 * So that the first request after a pause does not find all checks unknown: without
	 * Probity, that request would have waited for the checks.
	 */
	private void awaitWhatIsTooOld() {
		Probes all = this.probes.get();
		long end = this.ticker.read() + PATIENCE;
		while (isResuming(all) && this.ticker.read() - end < 0 && !Thread.currentThread().isInterrupted()) {
			LockSupport.parkNanos(this, LOOK_EVERY);
		}
	}

	private static boolean isResuming(Probes probes) {
		return probes.all()
			.stream()
			.flatMap((probe) -> probes.look(probe).reasons().stream())
			.anyMatch((reason) -> reason.cause() == Cause.RESUMING);
	}

	@Override
	public void stop() {
		this.running = false;
		this.paused = true;
		this.instance.suspend();
		this.scheduler.pause();
		this.conditions.end();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return ShutdownOrder.CHECKS;
	}

	@Override
	public void destroy() {
		this.instance.advanceTo(LifecyclePhase.STOPPED);
	}

}
