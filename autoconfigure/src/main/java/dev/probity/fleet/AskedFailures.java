package dev.probity.fleet;

import java.util.List;
import java.util.function.Supplier;

import dev.probity.check.CheckKind;
import dev.probity.check.CheckSnapshot;
import dev.probity.check.CheckState;
import dev.probity.definition.CheckCriticalities;
import dev.probity.engine.CheckMonitor;
import dev.probity.probe.Criticality;
import dev.probity.probe.ProbeType;
import dev.probity.probe.Probes;
import dev.probity.probe.SharedFailure;

/**
 * The failures that peers are to be asked about now: whatever they say of any other one,
 * it would make no difference.
 *
 * @param monitor knows what fails
 * @param criticalities knows for what peers are asked
 * @param probes know whom a failure withdraws
 */
record AskedFailures(CheckMonitor monitor, CheckCriticalities criticalities,
		Supplier<Probes> probes) implements Supplier<List<CheckSnapshot>> {

	@Override
	public List<CheckSnapshot> get() {
		List<CheckSnapshot> failing = this.monitor.snapshots()
			.values()
			.stream()
			.filter((check) -> check.state() == CheckState.FAILING && check.kind() == CheckKind.DEPENDENCY
					&& this.criticalities.shared(check.name()) == SharedFailure.ASK)
			.toList();
		if (failing.isEmpty()) {
			return failing;
		}
		Probes probes = this.probes.get();
		return probes.isWithdrawn() ? List.of()
				: failing.stream().filter((check) -> wouldWithdraw(check, probes)).toList();
	}

	private static boolean wouldWithdraw(CheckSnapshot check, Probes probes) {
		return probes.all()
			.stream()
			.anyMatch((probe) -> probe.type() == ProbeType.READINESS && probes.hasBeenReady(probe)
					&& probe.criticalityOf(check) == Criticality.REQUIRED);
	}

}
