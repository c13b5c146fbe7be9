package dev.probity.actuate;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

import dev.probity.check.CheckSnapshot;
import dev.probity.contributor.CheckStatus;
import dev.probity.engine.CheckMonitor;
import dev.probity.probe.ProbeStatus;
import dev.probity.time.Ticker;

import org.springframework.boot.health.actuate.endpoint.StatusAggregator;
import org.springframework.boot.health.contributor.Status;

/**
 * Aggregates as the application wants it, except that a check of which it has said that
 * it is optional or only observed makes the whole DEGRADED by failing, not DOWN. Actuator
 * asks for the whole and for each composite in the same way.
 */
final class RootAggregator implements StatusAggregator {

	private static final Status DEGRADED = new Status(ProbeStatus.DEGRADED.name());

	private final StatusAggregator application;

	private final CheckMonitor monitor;

	private final Predicate<CheckSnapshot> dispensable;

	private final Supplier<Set<Status>> others;

	private final Ticker ticker;

	private final Status shown;

	/**
	 * Aggregate by the application's own aggregator.
	 * @param application the application's own aggregator
	 * @param monitor knows the checks
	 * @param dispensable whether a check's failing is not to count as DOWN
	 * @param others the statuses of contributors that are no checks
	 * @param ticker for the age of what is known
	 * @param shown what DEGRADED is called, {@link ProbeStatus#DEGRADED} unless clients
	 * know no such word
	 */
	public RootAggregator(StatusAggregator application, CheckMonitor monitor, Predicate<CheckSnapshot> dispensable,
			Supplier<Set<Status>> others, Ticker ticker, ProbeStatus shown) {
		this.application = application;
		this.monitor = monitor;
		this.dispensable = dispensable;
		this.others = others;
		this.ticker = ticker;
		this.shown = new Status(shown.name());
	}

	@Override
	public Status getAggregateStatus(Set<Status> statuses) {
		Set<Status> counted = new HashSet<>(statuses);
		counted.removeAll(onlyOfDispensableChecks(statuses));
		boolean degraded = counted.remove(DEGRADED) || counted.size() < statuses.size();
		Status status = this.application.getAggregateStatus(counted.isEmpty() ? Set.of(Status.UP) : counted);
		return (degraded && (status.equals(Status.UP) || status.equals(Status.UNKNOWN))) ? this.shown : status;
	}

	/**
	 * The statuses of failing checks that nothing else has.
	 */
	private Set<Status> onlyOfDispensableChecks(Set<Status> statuses) {
		long now = this.ticker.read();
		Set<Status> dispensable = new HashSet<>();
		Set<Status> indispensable = new HashSet<>();
		for (CheckSnapshot check : this.monitor.snapshots().values()) {
			if (check.shown(now).isFailing()) {
				(this.dispensable.test(check) ? dispensable : indispensable).add(CheckStatus.of(check, now));
			}
		}
		dispensable.retainAll(statuses);
		if (!dispensable.isEmpty()) {
			dispensable.removeAll(indispensable);
			dispensable.removeAll(this.others.get());
		}
		return dispensable;
	}

}
