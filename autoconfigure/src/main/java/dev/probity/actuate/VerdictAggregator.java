package dev.probity.actuate;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

import dev.probity.probe.LifecyclePhase;
import dev.probity.probe.Probe;
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

	private static final StatusAggregator WORST = StatusAggregator.getDefault();

	private final Probe probe;

	private final Probes probes;

	VerdictAggregator(Probe probe, Probes probes) {
		this.probe = probe;
		this.probes = probes;
	}

	@Override
	public Status getAggregateStatus(Set<Status> statuses) {
		boolean isGroup = statuses.stream().map(Status::getCode).anyMatch(PHASES::contains);
		return isGroup ? new Status(this.probes.verdict(this.probe).status().name())
				: WORST.getAggregateStatus(statuses);
	}

}
