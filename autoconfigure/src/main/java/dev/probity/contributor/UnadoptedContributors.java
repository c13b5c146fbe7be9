package dev.probity.contributor;

import java.util.HashSet;
import java.util.Set;

import dev.probity.definition.AvailabilityContributors;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.ReactiveHealthContributors;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.health.registry.ReactiveHealthContributorRegistry;

/**
 * The statuses of contributors that are no checks. Those of the application's
 * availability are evaluated. The status of others is unknown without another evaluation:
 * they may have failed in either way.
 *
 * @since 0.1.0
 */
public final class UnadoptedContributors {

	private final HealthContributorRegistry registry;

	private final @Nullable ReactiveHealthContributorRegistry reactiveRegistry;

	private final CheckContributors checks;

	/**
	 * Look through registries.
	 * @param registry the registry
	 * @param reactiveRegistry the reactive registry; may be {@code null}
	 * @param checks knows the contributors that are checks
	 */
	public UnadoptedContributors(HealthContributorRegistry registry,
			@Nullable ReactiveHealthContributorRegistry reactiveRegistry, CheckContributors checks) {
		this.registry = registry;
		this.reactiveRegistry = reactiveRegistry;
		this.checks = checks;
	}

	/**
	 * The statuses that they have or may have.
	 * @return the statuses
	 */
	public Set<Status> statuses() {
		Set<Status> statuses = new HashSet<>();
		this.registry.forEach((entry) -> add(entry.name(), entry.contributor(), statuses));
		if (this.reactiveRegistry != null) {
			this.reactiveRegistry.forEach((entry) -> add(entry.name(), entry.contributor(), statuses));
		}
		return statuses;
	}

	private void add(String name, Object contributor, Set<Status> statuses) {
		if (this.checks.owns(name) || !hasIndicators(contributor)) {
			return;
		}
		if (AvailabilityContributors.include(name, contributor) && contributor instanceof HealthIndicator indicator) {
			Health health = indicator.health(false);
			if (health != null) {
				statuses.add(health.getStatus());
			}
			return;
		}
		statuses.add(Status.DOWN);
		statuses.add(Status.OUT_OF_SERVICE);
	}

	/**
	 * A composite without any has no status; Actuator does not even show it.
	 */
	private static boolean hasIndicators(Object contributor) {
		if (contributor instanceof HealthContributors parts) {
			return parts.stream().anyMatch((part) -> hasIndicators(part.contributor()));
		}
		return !(contributor instanceof ReactiveHealthContributors parts)
				|| parts.stream().anyMatch((part) -> hasIndicators(part.contributor()));
	}

}
