package dev.probity.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import dev.probity.check.CheckKind;
import dev.probity.check.CheckPolicy;
import dev.probity.engine.SimulatedCheck.Weather;
import dev.probity.lifecycle.ApplicationLiveness;
import dev.probity.lifecycle.ApplicationReadiness;
import dev.probity.lifecycle.LifecyclePhase;
import dev.probity.lifecycle.ReadinessOverride.Mode;
import dev.probity.probe.Criticality;

/**
 * What happens in a simulated world, made up from its seed.
 */
final class SimulationPlan {

	private static final int[] INTERVALS = { 100, 250, 500, 1000, 2000 };

	private static final int[] RETRY_INTERVALS = { 20, 50, 100, 300 };

	private static final int[] TIMEOUTS = { 30, 100, 250, 600 };

	private static final int[] FIRST_RUN_TIMEOUTS = { 10, 10, 500, 2000 };

	private static final double[] JITTERS = { 0, 0.1, 0.5 };

	private final Simulation world;

	private final SimulatedInstance instance;

	private final List<SimulatedCheck> checks = new ArrayList<>();

	/** How long the world lasts; now and then beyond the 30 s of fast confirmation. */
	final long length;

	SimulationPlan(Simulation world) {
		this.world = world;
		this.instance = new SimulatedInstance(world);
		SplittableRandom random = world.random("plan");
		this.length = Duration.ofSeconds((random.nextInt(16) == 0) ? 45 : 6 + random.nextInt(6)).toNanos();
		int dependencies = 1 + random.nextInt(3);
		for (int i = 0; i < dependencies + 1 + random.nextInt(2); i++) {
			add((i < dependencies) ? CheckKind.DEPENDENCY : CheckKind.VITAL, "check" + i, random.split());
		}
		world.after(millis(random, 1500), "process", this.instance::runnersDone);
		if (random.nextInt(3) == 0) {
			world.after(random.nextLong(this.length), "process", this.instance::leave);
		}
		world.after(millis(random, 300), "process", world::resume);
		this.checks.forEach((check) -> world.after(millis(random, 400), check.name, () -> world.register(check)));
		again(random.split(), 1500, "process", this::disturb);
		again(random.split(), 1500, "process", this::speak);
		again(random.split(), 4000, "process", this::comeAndGo);
		again(random.split(), 250, "prober", (prober) -> this.instance.askLiveness());
		again(random.split(), 1500, "listeners", (listeners) -> this.instance.tellOverrides());
		// another one in each history: none of it may show in liveness
		again(world.random("dependency-peers"), 2000, "peers", this.instance::peersSay);
	}

	SimulatedInstance instance() {
		return this.instance;
	}

	private void add(CheckKind kind, String name, SplittableRandom random) {
		int interval = INTERVALS[random.nextInt(INTERVALS.length)];
		int retry = RETRY_INTERVALS[random.nextInt(RETRY_INTERVALS.length)];
		int timeout = TIMEOUTS[random.nextInt(TIMEOUTS.length)];
		double jitter = JITTERS[random.nextInt(JITTERS.length)];
		double least = Math.max(Math.max(interval * (1 + jitter), timeout), timeout + retry) + timeout;
		boolean derivedMaxAge = random.nextBoolean() && 3 * Math.max(interval, timeout) + timeout >= least;
		CheckPolicy policy = CheckPolicy
			.of(Duration.ofMillis(interval), Duration.ofMillis(retry), Duration.ofMillis(timeout),
					1 + random.nextInt(3), 1 + random.nextInt(3), jitter,
					derivedMaxAge ? null : Duration.ofMillis((long) least + 1))
			.withFirstRunTimeout(Duration.ofMillis(FIRST_RUN_TIMEOUTS[random.nextInt(FIRST_RUN_TIMEOUTS.length)]));
		String stream = ((kind == CheckKind.VITAL) ? "vital-" : "dependency-") + name;
		SimulatedCheck check = new SimulatedCheck(name, kind, policy, this.world, this.world.random(stream));
		this.checks.add(check);
		this.instance.readinessMembers.put(name, Criticality.values()[random.nextInt(3)]);
		again(this.world.random(stream + "-weather"), 5000, name,
				(weather) -> this.world.change(check, Weather.values()[weather.nextInt(4)]));
	}

	private void disturb(SplittableRandom random) {
		switch (random.nextInt(4)) {
			case 0 -> this.world.stall(millis(random, 3000));
			case 1 -> this.world.standStill(millis(random, 5000));
			case 2 -> this.world.standStill(millis(random, 200));
			default -> {
				// peace
			}
		}
	}

	private void speak(SplittableRandom random) {
		switch (random.nextInt(8)) {
			case 0 -> this.instance.override(Mode.values()[random.nextInt(3)],
					Duration.ofMillis(1000 + random.nextInt(3000)));
			case 1, 2 -> this.instance.override(Mode.AUTO, Duration.ZERO);
			case 3 -> this.instance.publish(ApplicationReadiness.values()[random.nextInt(2)]);
			case 4, 5 -> this.instance.publish(ApplicationReadiness.ACCEPTING_TRAFFIC);
			case 6 -> this.instance.publish(ApplicationLiveness.values()[random.nextInt(2)]);
			default -> this.instance.advanceTo(LifecyclePhase.values()[random.nextInt(2)]);
		}
	}

	private void comeAndGo(SplittableRandom random) {
		SimulatedCheck check = this.checks.get(random.nextInt(this.checks.size()));
		switch (random.nextInt(4)) {
			case 0 -> this.world.unregister(check);
			case 1 -> {
				this.world.unregister(check);
				this.world.register(check);
			}
			case 2 -> this.world.pause();
			default -> this.checks.forEach(this.world::register);
		}
		if (!this.world.isRunning()) {
			this.world.after(millis(random, 1000), "process", this.world::resume);
		}
	}

	private void again(SplittableRandom random, int millis, String owner,
			java.util.function.Consumer<SplittableRandom> action) {
		this.world.after(millis(random, millis), owner, () -> {
			action.accept(random);
			again(random, millis, owner, action);
		});
	}

	private static long millis(SplittableRandom random, int bound) {
		return Duration.ofMillis(1 + random.nextInt(bound)).toNanos();
	}

}
