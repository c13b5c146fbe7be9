package dev.probity.indicator;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

import dev.probity.check.DependencyCheck;
import dev.probity.check.HealthCheck;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.CompositeReactiveHealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;

/**
 * A contributor and the indicators in it. What is in a composite is looked up each time,
 * for it may change.
 *
 * @param name the contributor's name
 * @param contributor the contributor as it was registered, blocking or reactive
 */
record IndicatorSource(String name, Object contributor) {

	private static final int DEEPEST = 100;

	/**
	 * The indicators that are in it at this moment, by full name. Calls the application's
	 * code if the contributor is a composite.
	 */
	Map<String, Object> indicators() {
		Map<String, Object> indicators = new LinkedHashMap<>();
		collect(this.name, this.contributor, 0, indicators);
		return indicators;
	}

	/**
	 * Whether its indicators may be others at another time, for the application's code
	 * says which they are. Calls none of that.
	 */
	boolean mayChange() {
		return mayChange(this.contributor);
	}

	/**
	 * Whether nobody misses it where a check has its name: one of Spring's, in whose
	 * place the check is meant to be, or what is that check itself.
	 */
	boolean mayBeReplaced() {
		return this.contributor instanceof HealthCheck
				|| this.contributor.getClass().getName().startsWith("org.springframework.");
	}

	/**
	 * The check of an indicator, whichever has its name when the check runs.
	 */
	DependencyCheck check(String indicator, Object found, IndicatorResults results, Predicate<String> onCallerNeeded) {
		if (found instanceof HealthIndicator) {
			return new HealthIndicatorCheck(() -> (find(indicator) instanceof HealthIndicator current) ? current : null,
					results, onCallerNeeded);
		}
		return new ReactiveHealthIndicatorCheck(
				() -> (find(indicator) instanceof ReactiveHealthIndicator current) ? current : null, results,
				onCallerNeeded);
	}

	private @Nullable Object find(String indicator) {
		return find(this.contributor, indicator.substring(this.name.length()), 0);
	}

	/**
	 * What is at a path, where names of parts may have slashes of their own.
	 */
	private static @Nullable Object find(Object contributor, String path, int depth) {
		if (path.isEmpty()) {
			return contributor;
		}
		Map<String, Object> parts = parts(contributor, depth);
		return (parts == null) ? null
				: parts.entrySet()
					.stream()
					.filter((part) -> (path + "/").startsWith("/" + part.getKey() + "/"))
					.map((part) -> find(part.getValue(), path.substring(1 + part.getKey().length()), depth + 1))
					.filter(Objects::nonNull)
					.findFirst()
					.orElse(null);
	}

	private static void collect(String name, Object contributor, int depth, Map<String, Object> into) {
		Map<String, Object> parts = parts(contributor, depth);
		if (parts == null) {
			into.put(name, contributor);
		}
		else {
			parts.forEach((part, child) -> collect(name + "/" + part, child, depth + 1, into));
		}
	}

	private static boolean mayChange(Object contributor) {
		boolean composite = contributor instanceof CompositeHealthContributor
				|| contributor instanceof CompositeReactiveHealthContributor;
		return composite && (!isMadeByBoot(contributor) || Objects.requireNonNull(parts(contributor, 0))
			.values()
			.stream()
			.anyMatch(IndicatorSource::mayChange));
	}

	/**
	 * Boot's own keep the parts that they were made of.
	 */
	private static boolean isMadeByBoot(Object composite) {
		return composite.getClass().getName().startsWith("org.springframework.boot.health.contributor.MapComposite");
	}

	/**
	 * The parts of a composite by name, or {@code null} if it is an indicator.
	 */
	private static @Nullable Map<String, Object> parts(Object contributor, int depth) {
		if (depth > DEEPEST) {
			throw new IllegalStateException("It contains itself, or too many levels of composites");
		}
		Map<String, Object> parts = new LinkedHashMap<>();
		if (contributor instanceof CompositeHealthContributor composite) {
			composite.forEach((part) -> parts.put(part.name(), part.contributor()));
			return parts;
		}
		if (contributor instanceof CompositeReactiveHealthContributor composite) {
			composite.forEach((part) -> parts.put(part.name(), part.contributor()));
			return parts;
		}
		return null;
	}

}
