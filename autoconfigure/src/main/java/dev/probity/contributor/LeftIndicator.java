package dev.probity.contributor;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.ReactiveHealthContributor;

/**
 * Part of a composite that is no check, and asks its indicator as Actuator would.
 *
 * @param original the indicator, blocking or reactive
 */
record LeftIndicator(Object original) implements HealthIndicator {

	@Override
	public @Nullable Health health() {
		return health(true);
	}

	@Override
	public @Nullable Health health(boolean includeDetails) {
		Object indicator = (this.original instanceof ReactiveHealthContributor reactive)
				? reactive.asHealthContributor() : this.original;
		return ((HealthIndicator) indicator).health(includeDetails);
	}

}
