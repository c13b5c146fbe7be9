package dev.probity.probe;

import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.probity.check.CheckMonitor;
import dev.probity.check.CheckSnapshot;
import dev.probity.check.CheckState;

/**
 * Every check that is required for readiness is known to pass or to fail: before, not
 * even "the database is down" is known. One that cannot ask is not waited for.
 */
final class FirstResults implements StartupCondition {

	private final CheckMonitor monitor;

	private final Probe readiness;

	FirstResults(CheckMonitor monitor, Probe readiness) {
		this.monitor = monitor;
		this.readiness = readiness;
	}

	@Override
	public String description() {
		return "first result of " + outstanding().collect(Collectors.joining(", "));
	}

	@Override
	public boolean isMet() {
		return outstanding().findAny().isEmpty();
	}

	private Stream<String> outstanding() {
		return this.monitor.snapshots()
			.values()
			.stream()
			.filter((check) -> this.readiness.criticalityOf(check) == Criticality.REQUIRED)
			.filter((check) -> check.lastRun() == null
					|| (check.state() == CheckState.UNKNOWN && check.failures() > 0))
			.map(CheckSnapshot::name);
	}

}
