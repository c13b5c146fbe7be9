package dev.probity.actuate;

import java.util.List;

import dev.probity.lifecycle.OutstandingCondition;
import dev.probity.probe.Probes;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Shows the phase of the instance, and what its start waits for, as a component of the
 * probes' groups. Its status code is the phase, which no other component has: so the
 * aggregator of a group can tell the group itself from a composite within it.
 */
final class LifecycleHealthIndicator implements HealthIndicator {

	private final Probes probes;

	/**
	 * Show the phase.
	 * @param probes knows the phase
	 */
	public LifecycleHealthIndicator(Probes probes) {
		this.probes = probes;
	}

	@Override
	public Health health() {
		Health.Builder health = Health.status(this.probes.phase().name());
		List<String> outstanding = this.probes.outstanding().stream().map(OutstandingCondition::inWords).toList();
		return outstanding.isEmpty() ? health.build() : health.withDetail("waitingFor", outstanding).build();
	}

}
