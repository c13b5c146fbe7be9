package dev.probity.autoconfigure;

import java.time.InstantSource;
import java.util.SplittableRandom;

import dev.probity.check.CheckMonitor;
import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckRegistration;
import dev.probity.check.CheckResult;
import dev.probity.check.CheckScheduler;
import dev.probity.check.CheckWorkers;
import dev.probity.check.DependencyCheck;
import dev.probity.check.SchedulerThread;
import dev.probity.check.Ticker;
import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;

/**
 * Has the parts of composites looked up again and again, as checks are run, for it is the
 * application's code that lists them. Nobody is shown how that goes. Has a thread only
 * where there are such composites. Thread-safe.
 */
final class CompositeWatch implements SmartLifecycle, AutoCloseable {

	private final CheckScheduler scheduler;

	private @Nullable SchedulerThread thread;

	private volatile boolean running;

	CompositeWatch(Ticker ticker) {
		this.scheduler = new CheckScheduler(new CheckMonitor(), CheckWorkers.threads(), ticker, InstantSource.system(),
				new SplittableRandom());
	}

	/**
	 * Look up the parts of a composite from now on.
	 * @param policy when
	 * @param lookUp does it; may throw and may hang
	 */
	synchronized void watch(String composite, CheckPolicy policy, Runnable lookUp) {
		if (this.thread == null) {
			this.thread = SchedulerThread.drive(this.scheduler, "probity-composites");
		}
		this.scheduler.register(new CheckRegistration(composite, (DependencyCheck) () -> {
			lookUp.run();
			return CheckResult.passed();
		}, policy));
	}

	/**
	 * Look up the parts of a composite no more.
	 */
	void forget(String composite) {
		this.scheduler.unregister(composite);
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
	public synchronized void close() {
		if (this.thread != null) {
			this.thread.close();
		}
	}

}
