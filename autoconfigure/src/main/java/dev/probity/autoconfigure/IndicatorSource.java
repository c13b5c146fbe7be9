package dev.probity.autoconfigure;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import dev.probity.check.DependencyCheck;
import dev.probity.dependency.HealthIndicatorCheck;
import dev.probity.dependency.IndicatorStatuses;
import dev.probity.dependency.ReactiveHealthIndicatorCheck;

import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.CompositeReactiveHealthContributor;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.ReactiveHealthContributor;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;

/**
 * A contributor and the indicators in it.
 *
 * @param contributor the contributor as it was registered
 * @param indicators makes the check of each indicator, by full name
 */
record IndicatorSource(Object contributor, Map<String, Function<IndicatorStatuses, DependencyCheck>> indicators) {

	static IndicatorSource blocking(String name, HealthContributor contributor) {
		Map<String, Function<IndicatorStatuses, DependencyCheck>> indicators = new LinkedHashMap<>();
		collect(name, contributor, indicators);
		return new IndicatorSource(contributor, indicators);
	}

	static IndicatorSource reactive(String name, ReactiveHealthContributor contributor) {
		Map<String, Function<IndicatorStatuses, DependencyCheck>> indicators = new LinkedHashMap<>();
		collect(name, contributor, indicators);
		return new IndicatorSource(contributor, indicators);
	}

	Set<String> names() {
		return this.indicators.keySet();
	}

	private static void collect(String name, HealthContributor contributor,
			Map<String, Function<IndicatorStatuses, DependencyCheck>> into) {
		if (contributor instanceof HealthIndicator indicator) {
			into.put(name, (statuses) -> new HealthIndicatorCheck(indicator, statuses));
		}
		else if (contributor instanceof CompositeHealthContributor composite) {
			composite.forEach((child) -> collect(name + "/" + child.name(), child.contributor(), into));
		}
	}

	private static void collect(String name, ReactiveHealthContributor contributor,
			Map<String, Function<IndicatorStatuses, DependencyCheck>> into) {
		if (contributor instanceof ReactiveHealthIndicator indicator) {
			into.put(name, (statuses) -> new ReactiveHealthIndicatorCheck(indicator, statuses));
		}
		else if (contributor instanceof CompositeReactiveHealthContributor composite) {
			composite.forEach((child) -> collect(name + "/" + child.name(), child.contributor(), into));
		}
	}

}
