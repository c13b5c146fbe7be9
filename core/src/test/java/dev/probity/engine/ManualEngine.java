package dev.probity.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

import dev.probity.check.CheckChange;
import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckRegistration;
import dev.probity.check.CheckSnapshot;
import dev.probity.check.CheckState;
import dev.probity.check.ManualTicker;
import dev.probity.check.StateTransitionListener;

/**
 * The real scheduler and monitor on time and workers that are moved by hand.
 */
final class ManualEngine {

	final ManualTicker time = new ManualTicker();

	final ManualWorkers workers = new ManualWorkers();

	final List<CheckChange> told = new ArrayList<>();

	final List<CheckChange> results = new ArrayList<>();

	final CheckMonitor monitor = new CheckMonitor(new StateTransitionListener() {

		@Override
		public void onTransition(CheckChange transition) {
			ManualEngine.this.told.add(transition);
		}

		@Override
		public void onResult(CheckChange result) {
			ManualEngine.this.results.add(result);
		}

	});

	final CheckScheduler scheduler;

	ManualEngine() {
		this(new SplittableRandom(1));
	}

	ManualEngine(RandomGenerator random) {
		this.scheduler = new CheckScheduler(this.monitor, this.workers, this.time, this.time, random);
		this.scheduler.resume();
	}

	ScriptedCheck register(String name, CheckPolicy policy) {
		ScriptedCheck check = new ScriptedCheck(this.time);
		this.scheduler.register(new CheckRegistration(name, check, policy));
		return check;
	}

	/**
	 * Let this time pass, with the scheduler and all workers awake.
	 */
	ManualEngine advance(Duration time) {
		long end = this.time.read() + time.toNanos();
		while (true) {
			Long wait = settle();
			long left = end - this.time.read();
			if (wait == null || wait > left) {
				this.time.advance(Duration.ofNanos(left));
				settle();
				return this;
			}
			this.time.advance(Duration.ofNanos(wait));
		}
	}

	/**
	 * Let everything happen that can happen now.
	 */
	Long settle() {
		Long wait = this.scheduler.tick();
		while (this.workers.begin()) {
			wait = this.scheduler.tick();
		}
		return wait;
	}

	/**
	 * Let this time pass in which nobody does anything.
	 */
	void sleep(Duration time) {
		this.time.advance(time);
	}

	CheckSnapshot snapshot(String name) {
		return this.monitor.snapshot(name);
	}

	CheckState state(String name) {
		return snapshot(name).state();
	}

	Duration sinceStart(long reading) {
		return this.time.elapsed().minusNanos(this.time.read() - reading);
	}

}
