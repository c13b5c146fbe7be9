package dev.probity.probe;

import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.probity.check.CheckResult.Inconclusive;
import dev.probity.check.CheckSnapshot;
import dev.probity.check.CheckState;
import dev.probity.engine.CheckMonitor;
import dev.probity.lifecycle.StartupCondition;

/**
 * Met once every check that is required for readiness has had a result, success or
 * failure. A failure that is not confirmed yet does not count.
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
			.filter(FirstResults::isAwaited)
			.map(CheckSnapshot::name);
	}

	private static boolean isAwaited(CheckSnapshot check) {
		return check.lastRun() == null
				|| check.state() == CheckState.UNKNOWN && !(check.lastResult() instanceof Inconclusive);
	}

}
