package dev.probity.engine;

import java.lang.reflect.Field;

import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckRegistration;
import dev.probity.check.CheckResult;
import dev.probity.check.CheckSnapshot;
import dev.probity.check.DependencyCheck;
import dev.probity.check.HealthCheck;
import dev.probity.check.LoadCheck;
import dev.probity.check.ManualTicker;
import dev.probity.check.ProgressCheck;
import dev.probity.check.StateTransitionListener;
import dev.probity.check.VitalCheck;

/**
 * A monitor that is written by hand, for tests of what reads it.
 */
public final class ManualMonitor {

	private final ManualTicker time = new ManualTicker();

	private final CheckMonitor monitor;

	public ManualMonitor(StateTransitionListener... listeners) {
		this.monitor = new CheckMonitor(listeners);
	}

	public ManualTicker time() {
		return this.time;
	}

	public CheckMonitor monitor() {
		return this.monitor;
	}

	/**
	 * A dependency check of which nothing is known.
	 */
	public void add(String name) {
		add(name, (DependencyCheck) CheckResult::passed);
	}

	/**
	 * A vital check of which nothing is known.
	 */
	public void addVital(String name) {
		add(name, (VitalCheck) CheckResult::passed);
	}

	/**
	 * A check of progress of which nothing is known.
	 */
	public void addProgress(String name) {
		add(name, (ProgressCheck) CheckResult::passed);
	}

	/**
	 * A check of load of which nothing is known.
	 */
	public void addLoad(String name) {
		add(name, (LoadCheck) CheckResult::passed);
	}

	private void add(String name, HealthCheck check) {
		CheckRegistration registration = new CheckRegistration(name, check, CheckPolicy.defaults());
		this.monitor.add(CheckSnapshot.unknown(registration, this.time.read(), this.time.instant()));
	}

	/**
	 * Let the check be there no more.
	 */
	public void remove(String name) {
		this.monitor.remove(name);
	}

	/**
	 * Let the check have had this result now.
	 */
	public void result(String name, CheckResult result) {
		if (this.monitor.snapshot(name) == null) {
			add(name);
		}
		CheckSnapshot before = this.monitor.snapshot(name);
		CompletedRun run = new CompletedRun(result, this.time.read(), this.time.read(), this.time.instant());
		this.monitor.publish(before, CheckStateMachine.next(before, run));
	}

	/**
	 * Do something while a writer holds its lock.
	 */
	public void whileWritingIsLocked(Action action) throws InterruptedException {
		synchronized (lock()) {
			action.run();
		}
	}

	private Object lock() {
		try {
			Field writing = CheckMonitor.class.getDeclaredField("writing");
			writing.setAccessible(true);
			return writing.get(this.monitor);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Something that may wait.
	 */
	public interface Action {

		void run() throws InterruptedException;

	}

}
