package dev.probity.dependency;

import java.lang.reflect.Method;

import dev.probity.check.CheckResult;
import dev.probity.check.DependencyCheck;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Asks a health indicator of Actuator.
 *
 * @since 0.1.0
 */
public final class HealthIndicatorCheck implements DependencyCheck {

	private final HealthIndicator indicator;

	private final IndicatorStatuses statuses;

	private final @Nullable Method quietly;

	/**
	 * Check by an indicator.
	 * @param indicator the indicator
	 * @param statuses what its statuses mean
	 */
	public HealthIndicatorCheck(HealthIndicator indicator, IndicatorStatuses statuses) {
		this.indicator = indicator;
		this.statuses = statuses;
		// health() of Boot's base class logs a failure with its stack trace each time
		this.quietly = (indicator instanceof AbstractHealthIndicator) ? IndicatorMethods.doHealthCheck(indicator)
				: null;
	}

	@Override
	public CheckResult check() throws Exception {
		if (this.quietly == null) {
			return this.statuses.result(this.indicator.health(true));
		}
		Health.Builder builder = new Health.Builder();
		IndicatorMethods.invoke(this.quietly, this.indicator, builder);
		return this.statuses.result(builder.build());
	}

}
