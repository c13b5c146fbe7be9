package dev.probity.routing;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

import dev.probity.definition.NamedSettings;
import dev.probity.probe.Criticality;
import dev.probity.settings.CheckNames;
import dev.probity.settings.ProbityProperties;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointProperties;

/**
 * The targets of a routing bean that the application mentions by name: under
 * <code>probity.checks</code>, in a feature, or in a health group. They are separate
 * checks.
 */
public final class NamedTargets {

	/**
	 * The name of the whole, beside those of its targets.
	 */
	static final String WHOLE = "targets";

	private final NamedSettings<ProbityProperties.Check> checks;

	private final Set<String> said = new LinkedHashSet<>();

	public NamedTargets(ProbityProperties properties, NamedSettings<ProbityProperties.Check> checks,
			HealthEndpointProperties health) {
		this.checks = checks;
		this.said.addAll(properties.checks().keySet());
		properties.features().values().forEach((feature) -> this.said.addAll(feature.checks()));
		health.getGroup().values().forEach((group) -> {
			if (group.getInclude() != null) {
				this.said.addAll(group.getInclude());
			}
		});
	}

	/**
	 * The keys of the targets that are named.
	 * @param name the name of what routes
	 * @param keys the keys that are known, which can be named in many spellings
	 */
	Set<String> of(String name, Collection<String> keys) {
		Set<String> named = new LinkedHashSet<>();
		for (String each : this.said) {
			String key = keys.stream()
				.filter((known) -> CheckNames.areEqual(each, name + "/" + known))
				.findFirst()
				.orElseGet(() -> below(name, each));
			if (key != null && CheckNames.isPossible(name + "/" + key) && !CheckNames.areEqual(key, WHOLE)
					&& named.stream().noneMatch((other) -> CheckNames.areEqual(key, other))) {
				named.add(key);
			}
		}
		return named;
	}

	/**
	 * The key in a name that is below that of what routes: what follows as many slashes
	 * as that has parts. Without slashes it is not to be seen where one would begin.
	 */
	private static @Nullable String below(String name, String each) {
		int slash = -1;
		for (int parts = name.split("/").length; parts > 0; parts--) {
			slash = each.indexOf('/', slash + 1);
			if (slash < 0) {
				return null;
			}
		}
		return CheckNames.areEqual(each.substring(0, slash), name) ? each.substring(slash + 1) : null;
	}

	/**
	 * What the failing of a target means to the whole.
	 * @param named the targets that are separate checks
	 */
	RouteWeight weight(String name, String key, Set<String> named) {
		Criticality criticality = this.checks.first(name + "/" + key, ProbityProperties.Check::criticality);
		if (criticality == null) {
			return RouteWeight.SHARED;
		}
		return switch (criticality) {
			case OBSERVED -> RouteWeight.OBSERVED;
			case OPTIONAL -> RouteWeight.SHARED;
			case REQUIRED -> named.contains(key) ? RouteWeight.SHARED : RouteWeight.REQUIRED;
		};
	}

}
