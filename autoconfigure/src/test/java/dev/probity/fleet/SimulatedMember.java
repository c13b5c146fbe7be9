package dev.probity.fleet;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckResult;
import dev.probity.check.CheckSnapshot;
import dev.probity.check.CheckState;
import dev.probity.check.DependencyCheck;
import dev.probity.check.ManualTicker;
import dev.probity.engine.CheckMonitor;
import dev.probity.engine.SteppedChecks;
import dev.probity.fixture.Guards;
import dev.probity.lifecycle.Instance;
import dev.probity.probe.Criticality;
import dev.probity.probe.Probe;
import dev.probity.probe.ProbeType;
import dev.probity.probe.Probes;
import dev.probity.probe.WithdrawalRule;

/**
 * One instance of a simulated fleet: real scheduler, state machine, decisions and
 * evaluator, asked by a balancer every 5 seconds, and out after two answers that are not
 * 200.
 */
final class SimulatedMember {

	static final CheckPolicy POLICY = CheckPolicy.of(Duration.ofSeconds(5), Duration.ofSeconds(1),
			Duration.ofSeconds(2), 2, 2, 0.1, null);

	private static final int REFUSALS_TO_LEAVE = 2;

	private final CheckMonitor monitor = new CheckMonitor();

	private final Probe readiness;

	private final Probes probes;

	private final SteppedChecks checks;

	private final Deliberations deliberations;

	private final boolean asks;

	private int refusals = REFUSALS_TO_LEAVE;

	SimulatedMember(BooleanSupplier down, boolean hasCheck, boolean asks, PeerQuestions peers, ManualTicker time,
			long seed) {
		this.asks = asks;
		this.readiness = new Probe(Probe.READINESS, ProbeType.READINESS,
				(check) -> hasCheck ? Criticality.REQUIRED : null);
		this.deliberations = new Deliberations(this::failing, peers, time, new SplittableRandom(seed), new Nobody());
		this.probes = new Probes(List.of(this.readiness), this.monitor, Guards.patient(),
				asks ? this.deliberations : WithdrawalRule.ALWAYS, new Instance(), List.of(), time);
		this.checks = new SteppedChecks(this.monitor, time, seed);
		this.checks.register("db",
				(DependencyCheck) () -> down.getAsBoolean() ? CheckResult.failed("refused") : CheckResult.passed(),
				POLICY);
		this.checks.start();
	}

	void step() {
		this.checks.step();
		if (this.asks) {
			this.deliberations.evaluate();
		}
	}

	private List<CheckSnapshot> failing() {
		return this.monitor.snapshots()
			.values()
			.stream()
			.filter((check) -> check.state() == CheckState.FAILING && this.probes.hasBeenReady(this.readiness))
			.toList();
	}

	/** The balancer asks; a frozen instance does not answer. */
	void askReadiness(boolean frozen) {
		boolean ready = !frozen && this.probes.verdict(this.readiness).status().passes();
		this.refusals = ready ? 0 : this.refusals + 1;
	}

	boolean isIn() {
		return this.refusals < REFUSALS_TO_LEAVE;
	}

	private static final class Nobody implements DecisionListener {

		@Override
		public void onPoll(Poll poll) {
		}

		@Override
		public void confirmed(SharedFailureDecision decision) {
		}

		@Override
		public void changed(SharedFailureDecision decision) {
		}

	}

}
