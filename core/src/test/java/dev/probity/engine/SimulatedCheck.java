package dev.probity.engine;

import java.time.Duration;
import java.util.SplittableRandom;

import dev.probity.check.CheckKind;
import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckResult;
import dev.probity.check.CheckResult.Inconclusive;
import dev.probity.check.DependencyCheck;
import dev.probity.check.HealthCheck;
import dev.probity.check.VitalCheck;

/**
 * A check of the simulated world: how it answers depends on how the thing is that it
 * looks at, and that changes.
 */
final class SimulatedCheck {

	/**
	 * How the thing is.
	 */
	enum Weather {

		/** Every answer passes, in time. */
		FAIR,

		/** No answer passes in time: it fails, hangs or comes late. */
		FOUL,

		/** It cannot be asked. */
		FOGGY,

		/** Anything goes. */
		CHANGING

	}

	static final long FOR_EVER = Long.MAX_VALUE;

	final String name;

	final CheckKind kind;

	final CheckPolicy policy;

	final boolean heedsInterrupts;

	private final Simulation world;

	private final SplittableRandom random;

	Weather weather = Weather.FAIR;

	private Weather outlook = Weather.FAIR;

	private long latency;

	SimulatedRun run;

	// that of an earlier registration may come to it later than that of the next
	private SimulatedRun beginning;

	SimulatedCheck(String name, CheckKind kind, CheckPolicy policy, Simulation world, SplittableRandom random) {
		this.name = name;
		this.kind = kind;
		this.policy = policy;
		this.world = world;
		this.random = random;
		this.heedsInterrupts = random.nextBoolean();
	}

	HealthCheck asHealthCheck() {
		return (this.kind == CheckKind.VITAL) ? (VitalCheck) this::evaluate : (DependencyCheck) this::evaluate;
	}

	/**
	 * Make up what a run will meet with that begins now.
	 * @return how long it will take, {@link #FOR_EVER} if it does not come back by itself
	 */
	long prepare(SimulatedRun begins) {
		this.beginning = begins;
		this.outlook = (this.weather != Weather.CHANGING) ? this.weather
				: Weather.values()[this.random.nextInt(Weather.values().length - 1)];
		long timeout = this.policy.timeout().toNanos();
		this.latency = switch (this.outlook) {
			case FAIR, FOGGY, CHANGING -> (this.random.nextInt(3) > 0) ? 0 : this.random.nextLong(timeout);
			case FOUL -> switch (this.random.nextInt(5)) {
				case 0 -> FOR_EVER;
				case 1, 2 -> timeout + this.random.nextLong(3 * (timeout + this.policy.retryInterval().toNanos()));
				default -> (this.random.nextBoolean()) ? 0 : this.random.nextLong(timeout);
			};
		};
		return this.latency;
	}

	private CheckResult evaluate() throws Exception {
		SimulatedRun current = this.beginning;
		long took = this.latency;
		this.world.enter(current);
		try {
			if (took > 0) {
				this.world.letPass(current, took);
			}
			if (Thread.interrupted() && this.heedsInterrupts) {
				throw new InterruptedException("interrupted");
			}
			return answer(took >= this.policy.timeout().toNanos());
		}
		finally {
			this.world.leave(current);
		}
	}

	private CheckResult answer(boolean late) throws Exception {
		return switch (this.outlook) {
			case FAIR, CHANGING -> CheckResult.passed();
			case FOGGY -> fog();
			case FOUL -> late && this.random.nextBoolean() ? CheckResult.passed() : failure();
		};
	}

	private CheckResult fog() {
		return this.random.nextBoolean() ? CheckResult.inconclusive("saturated")
				: new Inconclusive("saturated", Duration.ofMillis(this.random.nextInt(2000)), java.util.Map.of());
	}

	private CheckResult failure() throws Exception {
		return switch (this.random.nextInt(4)) {
			case 0 -> throw new java.io.IOException("refused");
			case 1 -> throw new StackOverflowError();
			case 2 -> null;
			default -> CheckResult.failed("broken");
		};
	}

}
