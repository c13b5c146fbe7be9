package dev.probity.probe;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

import dev.probity.engine.CheckMonitor;
import dev.probity.lifecycle.Instance;
import dev.probity.lifecycle.InstanceState;
import dev.probity.lifecycle.OutstandingCondition;
import dev.probity.lifecycle.StartupCondition;
import dev.probity.lifecycle.StartupState;
import dev.probity.lifecycle.Suspension;

/**
 * What the start of the instance waits for: the conditions that are given, and a first
 * result of each check that its readiness requires. Thread-safe.
 */
final class InstanceStart {

	private final Instance instance;

	private final List<StartupCondition> conditions;

	InstanceStart(Instance instance, Collection<? extends StartupCondition> conditions, Collection<Probe> probes,
			CheckMonitor monitor) {
		this.instance = instance;
		Stream<StartupCondition> firstResults = probes.stream()
			.filter((probe) -> probe.type() == ProbeType.READINESS && probe.scope() == ProbeScope.INSTANCE)
			.map((probe) -> new FirstResults(monitor, probe));
		this.conditions = Stream.concat(conditions.stream(), firstResults).toList();
		conditions.forEach((condition) -> condition.onChange(instance::stir));
	}

	/**
	 * The state of the instance, with startup completed if nothing is outstanding any
	 * more.
	 */
	InstanceState state() {
		if (this.instance.state().startup() == StartupState.PENDING
				&& this.conditions.stream().allMatch(StartupCondition::isMet)) {
			this.instance.completeStartup();
		}
		return this.instance.state();
	}

	/**
	 * The state as a probe sees it: whatever a condition does must not bring on a
	 * restart.
	 */
	InstanceState stateFor(Probe probe) {
		return (probe.type() != ProbeType.LIVENESS) ? state() : this.instance.state();
	}

	/**
	 * Whether the instance is paused, or has been, whatever has become of its start.
	 */
	Suspension suspension() {
		return this.instance.state().suspension();
	}

	/**
	 * The conditions that are not met in a state; none once the instance has come up.
	 */
	List<OutstandingCondition> outstanding(InstanceState state) {
		return (state.startup() == StartupState.COMPLETE) ? List.of()
				: this.conditions.stream()
					.flatMap((condition) -> condition.parts().stream())
					.filter((condition) -> !condition.isMet())
					.map(OutstandingCondition::of)
					.toList();
	}

	/**
	 * The same as far as it concerns a probe.
	 */
	List<OutstandingCondition> outstandingFor(Probe probe, InstanceState state) {
		return (probe.type() != ProbeType.LIVENESS) ? outstanding(state) : List.of();
	}

}
