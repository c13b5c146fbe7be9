package dev.probity.engine;

import java.util.SplittableRandom;

import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckRegistration;
import dev.probity.check.HealthCheck;
import dev.probity.check.ManualTicker;

/**
 * The real scheduler of one instance on time that is moved by hand; each check runs at
 * once when it is due.
 */
public final class SteppedChecks {

	private final CheckScheduler scheduler;

	private final ManualTicker time;

	private long due;

	public SteppedChecks(CheckMonitor monitor, ManualTicker time, long seed) {
		this.time = time;
		this.scheduler = new CheckScheduler(monitor, (check, run) -> run.run(), time, time, new SplittableRandom(seed));
		this.due = time.read();
	}

	public void register(String name, HealthCheck check, CheckPolicy policy) {
		this.scheduler.register(new CheckRegistration(name, check, policy));
	}

	public void start() {
		this.scheduler.resume();
	}

	/**
	 * Run what is due.
	 */
	public void step() {
		if (this.time.read() - this.due < 0) {
			return;
		}
		Long wait = this.scheduler.tick();
		while (wait != null && wait == 0) {
			wait = this.scheduler.tick();
		}
		this.due = this.time.read() + ((wait != null) ? wait : 0);
	}

}
