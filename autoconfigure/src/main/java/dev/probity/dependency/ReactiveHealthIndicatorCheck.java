package dev.probity.dependency;

import java.lang.reflect.Method;
import java.time.Duration;

import dev.probity.check.CheckResult;
import dev.probity.check.DependencyCheck;
import dev.probity.check.RunLimit;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.boot.health.contributor.AbstractReactiveHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;

/**
 * Asks a reactive health indicator of Actuator, and waits for its answer on the check's
 * own worker.
 *
 * @since 0.1.0
 */
public final class ReactiveHealthIndicatorCheck implements DependencyCheck {

	// when nobody says how long it may take
	private static final Duration OUTSIDE_RUNS = Duration.ofSeconds(10);

	private final ReactiveHealthIndicator indicator;

	private final IndicatorStatuses statuses;

	private final @Nullable Method quietly;

	/**
	 * Check by an indicator.
	 * @param indicator the indicator
	 * @param statuses what its statuses mean
	 */
	public ReactiveHealthIndicatorCheck(ReactiveHealthIndicator indicator, IndicatorStatuses statuses) {
		this.indicator = indicator;
		this.statuses = statuses;
		this.quietly = (indicator instanceof AbstractReactiveHealthIndicator)
				? IndicatorMethods.doHealthCheck(indicator) : null;
	}

	@Override
	public CheckResult check() throws Exception {
		return this.statuses.result(RunLimit.await(health().toFuture(), OUTSIDE_RUNS));
	}

	@SuppressWarnings("unchecked")
	private Mono<Health> health() throws Exception {
		if (this.quietly == null) {
			return this.indicator.health(true);
		}
		Object health = IndicatorMethods.invoke(this.quietly, this.indicator, new Health.Builder());
		return (health != null) ? (Mono<Health>) health : Mono.empty();
	}

}
