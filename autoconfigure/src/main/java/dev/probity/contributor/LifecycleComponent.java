package dev.probity.contributor;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.probity.lifecycle.LifecyclePhase;
import dev.probity.lifecycle.OutstandingCondition;
import dev.probity.probe.Probe;
import dev.probity.probe.Probes;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * Shows the phase of the instance, and what its start waits for, as a component of the
 * probes' groups. Others may have a status with the same code, but none has the same
 * object: so the aggregator of a group can tell the group itself from a composite within
 * it. Of equal statuses the first one counts, and every check is registered later.
 */
public final class LifecycleComponent {

	private static final Map<LifecyclePhase, Status> STATUSES = Arrays.stream(LifecyclePhase.values())
		.collect(Collectors.toUnmodifiableMap(Function.identity(), (phase) -> new Status(phase.name())));

	private final String name;

	private final Indicator indicator;

	/**
	 * Show the phase.
	 * @param application the contributors of the application, which come first: if one of
	 * them has the name, this component has another
	 * @param probes knows the phase
	 */
	public LifecycleComponent(ContributorBeans application, Probes probes) {
		this.name = application.include(Probe.LIFECYCLE) ? "probityLifecycle" : Probe.LIFECYCLE;
		this.indicator = new Indicator(probes);
	}

	public String name() {
		return this.name;
	}

	public HealthIndicator indicator() {
		return this.indicator;
	}

	/**
	 * The status that it has now.
	 */
	public Status status() {
		return this.indicator.status();
	}

	/**
	 * Whether statuses are those of a group that has this component. Its status may have
	 * changed since it was asked.
	 */
	public static boolean isAmong(Set<Status> statuses) {
		return statuses.stream().anyMatch((status) -> STATUSES.values().stream().anyMatch((own) -> own == status));
	}

	/**
	 * Whether a contributor is the indicator of such a component.
	 */
	public static boolean isShownBy(Object contributor) {
		return contributor instanceof Indicator;
	}

	private record Indicator(Probes probes) implements HealthIndicator {

		private Status status() {
			return STATUSES.getOrDefault(this.probes.phase(), Status.UNKNOWN);
		}

		@Override
		public Health health() {
			Health.Builder health = Health.status(status());
			List<String> outstanding = this.probes.outstanding().stream().map(OutstandingCondition::inWords).toList();
			return outstanding.isEmpty() ? health.build() : health.withDetail("waitingFor", outstanding).build();
		}

	}

}
