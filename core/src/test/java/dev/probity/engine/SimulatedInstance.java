package dev.probity.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

import dev.probity.check.CheckKind;
import dev.probity.check.CheckSnapshot;
import dev.probity.check.CheckState;
import dev.probity.check.SimulatedRule;
import dev.probity.engine.SimulationInvariants.ViolatedInvariantException;
import dev.probity.fixture.Guards;
import dev.probity.lifecycle.ApplicationLiveness;
import dev.probity.lifecycle.ApplicationReadiness;
import dev.probity.lifecycle.Instance;
import dev.probity.lifecycle.LifecyclePhase;
import dev.probity.lifecycle.ReadinessControl;
import dev.probity.lifecycle.ReadinessOverride.Mode;
import dev.probity.lifecycle.ReadinessOverrideChange;
import dev.probity.lifecycle.ReadinessOverrideMonitor;
import dev.probity.lifecycle.StartupCondition;
import dev.probity.probe.Criticality;
import dev.probity.probe.Probe;
import dev.probity.probe.ProbeStatus;
import dev.probity.probe.ProbeType;
import dev.probity.probe.ProbeVerdict;
import dev.probity.probe.Probes;

/**
 * The real instance and probes in the simulated world, and what has to hold of their
 * answers.
 */
final class SimulatedInstance {

	final Map<String, Criticality> readinessMembers = new LinkedHashMap<>();

	/** What liveness has answered whenever it was asked. */
	final List<String> livenessTrace = new ArrayList<>();

	private final Simulation world;

	private final Instance instance = new Instance();

	private final Probe readiness = new Probe("readiness", ProbeType.READINESS,
			(check) -> this.readinessMembers.get(check.name()));

	private final Probe liveness = new Probe("liveness", ProbeType.LIVENESS, (check) -> Criticality.REQUIRED);

	private final Probe startup = new Probe("startup", ProbeType.STARTUP, (check) -> Criticality.REQUIRED);

	private final Probes probes;

	private final SimulatedRule rule;

	private boolean hasBeenReady;

	private boolean runnersDone;

	private boolean leaving;

	private boolean wasUp;

	private final ReadinessControl control;

	private final ReadinessOverrideMonitor overrides;

	private Mode said = Mode.AUTO;

	private long saidUntil;

	private Mode told = Mode.AUTO;

	private ApplicationReadiness published = ApplicationReadiness.ACCEPTING_TRAFFIC;

	SimulatedInstance(Simulation world) {
		this.world = world;
		this.rule = new SimulatedRule(world);
		this.probes = new Probes(List.of(this.liveness, this.readiness, this.startup), world.monitor, Guards.patient(),
				this.rule, this.instance, List.of(new Runners()), world.time);
		this.control = new ReadinessControl(this.instance, world.time, world.time);
		this.overrides = new ReadinessOverrideMonitor(this.control, List.of(this::overrideIsToldInOrder));
		world.afterEachMoment.add(this::holdAtAnyMoment);
	}

	void runnersDone() {
		this.runnersDone = true;
	}

	void leave() {
		this.leaving = true;
		this.instance.advanceTo(LifecyclePhase.LAME_DUCK);
	}

	/** What nobody should do, or does too late. */
	void advanceTo(LifecyclePhase phase) {
		if (phase != LifecyclePhase.SERVING || this.wasUp) {
			this.leaving |= phase.compareTo(LifecyclePhase.LAME_DUCK) >= 0;
			this.instance.advanceTo(phase);
		}
	}

	void override(Mode mode, Duration timeToLive) {
		this.said = mode;
		this.saidUntil = this.world.now() + timeToLive.toNanos();
		switch (mode) {
			case AUTO -> this.control.auto();
			case READY -> this.control.ready("simulated", timeToLive);
			case NOT_READY -> this.control.notReady("simulated", timeToLive);
		}
	}

	/** What other instances say, as far as anybody asks them. */
	void peersSay(SplittableRandom random) {
		this.rule.change(random);
	}

	void tellOverrides() {
		this.overrides.evaluate().run();
		hold("everyOverrideIsTold", this.told == override(), this.told);
	}

	private void overrideIsToldInOrder(ReadinessOverrideChange change) {
		hold("overridesAreToldInOrder", change.before().mode() == this.told, change);
		this.told = change.after().mode();
	}

	/** What counts now: nothing has to have looked for it to have expired. */
	private Mode override() {
		return (this.world.now() < this.saidUntil) ? this.said : Mode.AUTO;
	}

	void publish(ApplicationReadiness readiness) {
		this.published = readiness;
		this.instance.publish(readiness);
	}

	void publish(ApplicationLiveness liveness) {
		this.instance.publish(liveness);
	}

	void askLiveness() {
		ProbeVerdict verdict = this.probes.verdict(this.liveness);
		this.livenessTrace.add(this.world.now() + " " + verdict.status() + " " + verdict.reasons());
	}

	private void holdAtAnyMoment() {
		ProbeVerdict ready = this.probes.verdict(this.readiness);
		startupNeverUnlatches();
		lameDuckNeverUnlatches(ready);
		noStaleOkIsServedAsUp(ready);
		aRequiredProblemIsNeverReady(ready);
		anOperatorIsObeyed(ready);
		whatIsWellIsReady(ready);
		nobodyIsAdmittedWhoWasNeverReady(ready);
		whatOthersShareOnlyDegrades(ready);
		this.hasBeenReady |= ready.status().passes() && override() != Mode.READY;
		livenessIsDownForAFreshlyFailingVitalOnly();
	}

	private void hold(String invariant, boolean condition, Object answer) {
		if (!condition) {
			throw new ViolatedInvariantException(invariant, "%s at %.6fs, with %s, %s".formatted(answer,
					this.world.now() / 1e9, this.instance.state(), this.world.monitor.snapshots().values()));
		}
	}

	private void startupNeverUnlatches() {
		ProbeStatus now = this.probes.verdict(this.startup).status();
		hold("startupNeverUnlatches", !this.wasUp || now == ProbeStatus.UP, now);
		this.wasUp |= now == ProbeStatus.UP;
		hold("startupWaitsForRunners", !this.wasUp || this.runnersDone, now);
	}

	private void lameDuckNeverUnlatches(ProbeVerdict ready) {
		hold("lameDuckNeverUnlatches", !this.leaving || ready.status() == ProbeStatus.OUT_OF_SERVICE, ready);
	}

	private void noStaleOkIsServedAsUp(ProbeVerdict ready) {
		if (ready.status() == ProbeStatus.UP && override() != Mode.READY) {
			hold("noStaleOkIsServedAsUp",
					members(Criticality.REQUIRED, Criticality.OPTIONAL).stream().allMatch(this::isFresh), ready);
		}
	}

	private void aRequiredProblemIsNeverReady(ProbeVerdict ready) {
		if (override() != Mode.READY && !members(Criticality.REQUIRED).stream()
			.allMatch((check) -> isFreshlyPassing(check) || isHeld(check))) {
			hold("aRequiredProblemIsNeverReady", ready.status().httpStatus() == 503, ready);
		}
	}

	private void anOperatorIsObeyed(ProbeVerdict ready) {
		boolean mayServe = this.wasUp && !this.leaving;
		hold("anOperatorIsObeyed", switch (override()) {
			case NOT_READY -> ready.status() == ProbeStatus.OUT_OF_SERVICE;
			case READY -> ready.status() == (mayServe ? ProbeStatus.UP : ProbeStatus.OUT_OF_SERVICE);
			case AUTO ->
				this.published != ApplicationReadiness.REFUSING_TRAFFIC || ready.status() == ProbeStatus.OUT_OF_SERVICE;
		}, ready);
	}

	private void whatIsWellIsReady(ProbeVerdict ready) {
		if (this.wasUp && !this.leaving && override() == Mode.AUTO
				&& this.published == ApplicationReadiness.ACCEPTING_TRAFFIC
				&& members(Criticality.REQUIRED).stream().allMatch(this::isFreshlyPassing)) {
			boolean all = members(Criticality.OPTIONAL).stream().allMatch(this::isFreshlyPassing);
			hold("whatIsWellIsReady", ready.status() == (all ? ProbeStatus.UP : ProbeStatus.DEGRADED), ready);
		}
	}

	private void nobodyIsAdmittedWhoWasNeverReady(ProbeVerdict ready) {
		if (!this.hasBeenReady && override() != Mode.READY
				&& !members(Criticality.REQUIRED).stream().allMatch(this::isFreshlyPassing)) {
			hold("nobodyIsAdmittedWhoWasNeverReady", !ready.status().passes(), ready);
		}
	}

	private void whatOthersShareOnlyDegrades(ProbeVerdict ready) {
		List<CheckSnapshot> required = members(Criticality.REQUIRED);
		if (this.wasUp && !this.leaving && this.hasBeenReady && override() == Mode.AUTO
				&& this.published == ApplicationReadiness.ACCEPTING_TRAFFIC
				&& required.stream().allMatch((check) -> isFreshlyPassing(check) || isHeld(check))
				&& required.stream().anyMatch(this::isHeld)) {
			hold("whatOthersShareOnlyDegrades", ready.status() == ProbeStatus.DEGRADED, ready);
		}
	}

	private boolean isHeld(CheckSnapshot check) {
		return check.kind() == CheckKind.DEPENDENCY && check.state() == CheckState.FAILING && this.rule.holds();
	}

	private void livenessIsDownForAFreshlyFailingVitalOnly() {
		boolean failing = this.world.monitor.snapshots()
			.values()
			.stream()
			.anyMatch((check) -> check.kind() == CheckKind.VITAL && check.state() == CheckState.FAILING
					&& isFresh(check));
		boolean broken = this.instance.state().applicationLiveness() == ApplicationLiveness.BROKEN;
		ProbeStatus now = this.probes.verdict(this.liveness).status();
		hold("livenessIsDownForAFreshlyFailingVitalOnly",
				now == ((failing || broken) ? ProbeStatus.DOWN : ProbeStatus.UP), now);
	}

	private List<CheckSnapshot> members(Criticality... criticalities) {
		return this.world.monitor.snapshots()
			.values()
			.stream()
			.filter((check) -> List.of(criticalities).contains(this.readinessMembers.get(check.name())))
			.toList();
	}

	private boolean isFreshlyPassing(CheckSnapshot check) {
		return check.state() == CheckState.PASSING && isFresh(check);
	}

	/** Reckoned anew, from the age that the world knows of. */
	private boolean isFresh(CheckSnapshot check) {
		return this.world.time.read() - check.knownAt() <= check.policy().maxAge().toNanos();
	}

	private final class Runners implements StartupCondition {

		@Override
		public String description() {
			return "runners";
		}

		@Override
		public boolean isMet() {
			return SimulatedInstance.this.runnersDone;
		}

	}

}
