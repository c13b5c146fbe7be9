package dev.probity.autoconfigure;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import dev.probity.dependency.RouteWeight;
import dev.probity.probe.Criticality;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointProperties;

/**
 * The targets of something that routes of which the application says anything by name:
 * under <code>probity.checks</code>, in a feature, or in a health group. They are checks
 * of their own.
 */
final class NamedTargets {

	private final Map<String, ProbityProperties.Check> checks;

	private final Set<String> said = new LinkedHashSet<>();

	NamedTargets(ProbityProperties properties, @Nullable HealthEndpointProperties health) {
		this.checks = properties.checks();
		this.said.addAll(properties.checks().keySet());
		properties.features().values().forEach((feature) -> this.said.addAll(feature.checks()));
		if (health != null) {
			health.getGroup().values().forEach((group) -> {
				if (group.getInclude() != null) {
					this.said.addAll(group.getInclude());
				}
			});
		}
	}

	/**
	 * The keys of the targets that are named.
	 * @param name the name of what routes
	 * @param keys the keys that are known, which can be named in many spellings
	 */
	Set<String> of(String name, Collection<String> keys) {
		Set<String> named = new LinkedHashSet<>();
		String prefix = CheckNames.canonical(name + "/");
		for (String each : this.said) {
			String known = keys.stream()
				.filter((key) -> CheckNames.areEqual(each, name + "/" + key))
				.findFirst()
				.orElse(null);
			if (known != null) {
				named.add(known);
			}
			else if (each.contains("/") && CheckNames.canonical(each).startsWith(prefix)) {
				named.add(each.substring(endOf(name, each)));
			}
		}
		named.removeIf((key) -> !CheckNames.isPossible(name + "/" + key));
		return named;
	}

	/**
	 * Where the key begins in a name: after as many slashes as the name of what routes
	 * has parts.
	 */
	private static int endOf(String name, String each) {
		int end = -1;
		for (int parts = name.split("/").length; parts > 0 && each.indexOf('/', end + 1) >= 0; parts--) {
			end = each.indexOf('/', end + 1);
		}
		return end + 1;
	}

	/**
	 * What the failing of a target means to the whole.
	 * @param named the targets that are checks of their own
	 */
	RouteWeight weight(String name, String key, Set<String> named) {
		for (Map.Entry<String, ProbityProperties.Check> entry : this.checks.entrySet()) {
			Criticality criticality = entry.getValue().criticality();
			if (criticality != null && CheckNames.areEqual(entry.getKey(), name + "/" + key)) {
				return switch (criticality) {
					case OBSERVED -> RouteWeight.OBSERVED;
					case OPTIONAL -> RouteWeight.SHARED;
					case REQUIRED -> named.contains(key) ? RouteWeight.SHARED : RouteWeight.REQUIRED;
				};
			}
		}
		return RouteWeight.SHARED;
	}

}
