package dev.probity.autoconfigure;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.probity.actuate.DeclaredMembers;
import dev.probity.actuate.LifecycleHealthIndicator;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.health.registry.ReactiveHealthContributorRegistry;

/**
 * The indicators in Actuator's registries, blocking and reactive, that could be checks:
 * all but the phase and the availability states.
 */
final class NamedIndicators {

	private final HealthContributors contributors;

	NamedIndicators(HealthContributorRegistry registry, @Nullable ReactiveHealthContributorRegistry reactiveRegistry) {
		this.contributors = (reactiveRegistry != null)
				? HealthContributors.of(registry, reactiveRegistry.asHealthContributors()) : registry;
	}

	/**
	 * The indicators by full name, those of one contributor together.
	 * @return the indicators of each contributor
	 */
	Map<String, Map<String, HealthIndicator>> byContributor() {
		Map<String, Map<String, HealthIndicator>> result = new LinkedHashMap<>();
		this.contributors.stream()
			.filter((entry) -> !LifecycleHealthIndicator.NAME.equals(entry.name()))
			.filter((entry) -> !DeclaredMembers.isAvailability(entry.name()))
			.forEach((entry) -> collect(entry.name(), entry.contributor(),
					result.computeIfAbsent(entry.name(), (name) -> new LinkedHashMap<>())));
		return result;
	}

	private static void collect(String name, HealthContributor contributor, Map<String, HealthIndicator> into) {
		if (contributor instanceof HealthIndicator indicator) {
			into.put(name, indicator);
		}
		else if (contributor instanceof CompositeHealthContributor composite) {
			composite.stream().forEach((child) -> collect(name + "/" + child.name(), child.contributor(), into));
		}
	}

}
