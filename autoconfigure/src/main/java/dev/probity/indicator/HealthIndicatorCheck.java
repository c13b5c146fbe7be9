package dev.probity.indicator;

import java.lang.reflect.Method;
import java.util.function.Predicate;
import java.util.function.Supplier;

import dev.probity.check.CheckResult;
import dev.probity.check.DependencyCheck;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Asks a health indicator of Actuator.
 */
final class HealthIndicatorCheck implements DependencyCheck {

	private final Supplier<? extends @Nullable HealthIndicator> indicator;

	private final IndicatorResults results;

	private final CallerNeed need;

	/**
	 * Check by an indicator.
	 * @param indicator looks the indicator up, at each run; {@code null} once there is
	 * none any more
	 * @param results makes results of its answers
	 * @param onCallerNeeded told why if the indicator turns out to need the request, the
	 * session or the security context of a caller, before it has ever passed without
	 */
	public HealthIndicatorCheck(Supplier<? extends @Nullable HealthIndicator> indicator, IndicatorResults results,
			Predicate<String> onCallerNeeded) {
		this.indicator = indicator;
		this.results = results;
		this.need = new CallerNeed(onCallerNeeded);
	}

	@Override
	public CheckResult check() {
		HealthIndicator current = this.indicator.get();
		if (current == null) {
			return CheckResult.inconclusive("the health indicator no longer exists");
		}
		IndicatorAnswer answer = ask(current);
		return this.need.resultOf(answer.result(this.results), answer.missedCaller());
	}

	private static IndicatorAnswer ask(HealthIndicator indicator) {
		// health() of Boot's base class logs a failure with its stack trace each time
		Method quietly = (indicator instanceof AbstractHealthIndicator) ? IndicatorMethods.doHealthCheck(indicator)
				: null;
		Health.Builder builder = new Health.Builder();
		try {
			if (quietly == null) {
				return IndicatorAnswer.of(indicator.health(true));
			}
			IndicatorMethods.invoke(quietly, indicator, builder);
			return IndicatorAnswer.of(builder.build());
		}
		catch (Throwable ex) {
			return IndicatorAnswer.of(ex, (quietly != null) ? builder : null);
		}
	}

}
