package dev.probity.actuate;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

import dev.probity.lifecycle.LifecyclePhase;
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

	// all of them: the phase may change between the component's answer and this question
	private static final Set<String> PHASES = Arrays.stream(LifecyclePhase.values())
		.map(LifecyclePhase::name)
		.collect(Collectors.toUnmodifiableSet());

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
		return isGroup(statuses) ? status(this.probes.verdict(this.probe).status())
				: WORST.getAggregateStatus(statuses);
	}

	private static boolean isGroup(Set<Status> statuses) {
		for (Status status : statuses) {
			if (PHASES.contains(status.getCode())) {
				return true;
			}
		}
		return false;
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
