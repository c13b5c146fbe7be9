package dev.probity.actuate;

import java.util.Set;

import dev.probity.contributor.LifecycleComponent;
import dev.probity.probe.Probe;
import dev.probity.probe.ProbeStatus;
import dev.probity.probe.Probes;

import org.springframework.boot.health.actuate.endpoint.StatusAggregator;
import org.springframework.boot.health.contributor.Status;

/**
 * Gives a probe's group the verdict of the probe, and a composite within it the worst
 * status of its parts. Actuator asks for both in the same way; only the group has the
 * phase among its statuses.
 */
final class VerdictAggregator implements StatusAggregator {

	private static final Status DEGRADED = new Status(ProbeStatus.DEGRADED.name());

	private static final StatusAggregator WORST = StatusAggregator.getDefault();

	private final Probe probe;

	private final Probes probes;

	VerdictAggregator(Probe probe, Probes probes) {
		this.probe = probe;
		this.probes = probes;
	}

	@Override
	public Status getAggregateStatus(Set<Status> statuses) {
		return LifecycleComponent.isAmong(statuses) ? status(this.probes.verdict(this.probe).status())
				: WORST.getAggregateStatus(statuses);
	}

	private static Status status(ProbeStatus status) {
		return switch (status) {
			case UP -> Status.UP;
			case DEGRADED -> DEGRADED;
			case DOWN -> Status.DOWN;
			case OUT_OF_SERVICE -> Status.OUT_OF_SERVICE;
		};
	}

}
