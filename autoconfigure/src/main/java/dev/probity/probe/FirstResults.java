package dev.probity.probe;

import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.probity.check.CheckMonitor;
import dev.probity.check.CheckSnapshot;

/**
 * Every check that is required for readiness has had a result, good or bad: before, not
 * even "the database is down" is known.
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
			.filter((check) -> check.lastRun() == null)
			.map(CheckSnapshot::name);
	}

}
