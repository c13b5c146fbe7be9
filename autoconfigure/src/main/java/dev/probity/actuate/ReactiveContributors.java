package dev.probity.actuate;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.CompositeReactiveHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.ReactiveHealthContributor;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.boot.health.registry.ReactiveHealthContributorRegistry;

/**
 * Registers contributors that only read for the reactive web stack, which asks them where
 * it is. One that is not in its registry is asked on a thread of a bounded pool instead,
 * and the application's own blocking calls may have taken all of those.
 */
final class ReactiveContributors {

	private final ReactiveHealthContributorRegistry registry;

	ReactiveContributors(ReactiveHealthContributorRegistry registry) {
		this.registry = registry;
	}

	void replace(String name, @Nullable HealthContributor contributor) {
		this.registry.unregisterContributor(name);
		if (contributor != null) {
			this.registry.registerContributor(name, reactive(contributor));
		}
	}

	private static ReactiveHealthContributor reactive(HealthContributor contributor) {
		if (contributor instanceof HealthIndicator indicator) {
			return new Reader(indicator);
		}
		Map<String, ReactiveHealthContributor> children = new LinkedHashMap<>();
		((CompositeHealthContributor) contributor)
			.forEach((child) -> children.put(child.name(), reactive(child.contributor())));
		return CompositeReactiveHealthContributor.fromMap(children);
	}

	/**
	 * Leaves the details out where the indicator does.
	 */
	private record Reader(HealthIndicator indicator) implements ReactiveHealthIndicator {

		@Override
		public Mono<Health> health() {
			return health(true);
		}

		@Override
		public Mono<Health> health(boolean includeDetails) {
			return Mono.fromSupplier(() -> this.indicator.health(includeDetails));
		}

	}

}
