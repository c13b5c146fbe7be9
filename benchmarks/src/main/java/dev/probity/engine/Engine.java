package dev.probity.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.SplittableRandom;

import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckRegistration;
import dev.probity.check.CheckResult;
import dev.probity.check.CheckSnapshot;
import dev.probity.check.DependencyCheck;
import dev.probity.check.StateTransitionListener;
import dev.probity.engine.CheckMonitor;
import dev.probity.engine.CheckScheduler;
import dev.probity.engine.CheckStateMachine;
import dev.probity.engine.CompletedRun;
import dev.probity.time.Ticker;

/**
 * The real scheduler and monitor, driven by hand: for benchmarks, which have to lie in
 * this package to drive them.
 */
public final class Engine {

	private final CheckMonitor monitor;

	private final CheckScheduler scheduler;

	/**
	 * Make an engine whose checks run on the spot.
	 * @param checks how many pass
	 * @param interval how often each runs
	 */
	public Engine(int checks, Duration interval, Ticker ticker, StateTransitionListener... listeners) {
		this.monitor = new CheckMonitor(listeners);
		this.scheduler = new CheckScheduler(this.monitor, (check, run) -> run.run(), ticker, InstantSource.system(),
				new SplittableRandom(1));
		CheckPolicy policy = CheckPolicy.of(interval, interval, Duration.ofSeconds(2), 2, 2, 0.1, null);
		for (int i = 0; i < checks; i++) {
			this.scheduler.register(new CheckRegistration("check-" + i, (DependencyCheck) CheckResult::passed, policy));
		}
		this.scheduler.resume();
		settle();
	}

	/**
	 * Do what is due, until nothing is.
	 */
	public void settle() {
		Long wait = this.scheduler.tick();
		while (wait != null && wait == 0) {
			wait = this.scheduler.tick();
		}
	}

	/**
	 * Returns what is known of the checks.
	 */
	public CheckMonitor monitor() {
		return this.monitor;
	}

	/**
	 * Take in one more result of a check.
	 */
	public void publish(String check, CheckResult result, long now) {
		CheckSnapshot before = this.monitor.snapshot(check);
		if (before != null) {
			this.monitor.publish(before,
					CheckStateMachine.next(before, new CompletedRun(result, now, now, Instant.EPOCH)));
		}
	}

}
