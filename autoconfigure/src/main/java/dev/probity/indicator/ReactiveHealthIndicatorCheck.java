package dev.probity.indicator;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.Supplier;

import dev.probity.check.CheckResult;
import dev.probity.check.DependencyCheck;
import dev.probity.check.RunLimit;
import org.jspecify.annotations.Nullable;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;

import org.springframework.boot.health.contributor.AbstractReactiveHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;

/**
 * Asks a reactive health indicator of Actuator, and waits for its answer on the check's
 * own worker.
 */
final class ReactiveHealthIndicatorCheck implements DependencyCheck {

	// where no timeout is known
	private static final Duration OUTSIDE_RUNS = Duration.ofSeconds(10);

	private final Supplier<? extends @Nullable ReactiveHealthIndicator> indicator;

	private final IndicatorResults results;

	private final CallerNeed need;

	/**
	 * Check by an indicator.
	 * @param indicator looks the indicator up, at each run; {@code null} once there is
	 * none any more
	 * @param results makes results of its answers
	 * @param onCallerNeeded told why if the indicator turns out to need the exchange or
	 * the security context of a caller, before it has ever passed without
	 */
	public ReactiveHealthIndicatorCheck(Supplier<? extends @Nullable ReactiveHealthIndicator> indicator,
			IndicatorResults results, Predicate<String> onCallerNeeded) {
		this.indicator = indicator;
		this.results = results;
		this.need = new CallerNeed(onCallerNeeded);
	}

	@Override
	public CheckResult check() throws InterruptedException {
		ReactiveHealthIndicator current = this.indicator.get();
		if (current == null) {
			return CheckResult.inconclusive("the health indicator no longer exists");
		}
		AtomicReference<@Nullable String> missed = new AtomicReference<>();
		Health.Builder builder = new Health.Builder();
		IndicatorAnswer answer;
		try {
			answer = IndicatorAnswer.of(RunLimit.await(
					health(current, builder).contextWrite((context) -> new WatchedContext(context, missed)).toFuture(),
					OUTSIDE_RUNS));
		}
		catch (InterruptedException ex) {
			throw ex;
		}
		catch (ExecutionException ex) {
			answer = IndicatorAnswer.of((ex.getCause() != null) ? ex.getCause() : ex, builder);
		}
		catch (Throwable ex) {
			answer = IndicatorAnswer.of(Exceptions.unwrap(ex), builder);
		}
		return this.need.resultOf(answer.result(this.results), missedCaller(answer, missed.get()));
	}

	private static @Nullable String missedCaller(IndicatorAnswer answer, @Nullable String lookedFor) {
		String missed = answer.missedCaller();
		boolean nothing = CallerContext.isEmpty(answer.health(), answer.thrown());
		return (missed == null && nothing) ? lookedFor : missed;
	}

	@SuppressWarnings("unchecked")
	private static Mono<Health> health(ReactiveHealthIndicator indicator, Health.Builder builder) throws Exception {
		Method quietly = (indicator instanceof AbstractReactiveHealthIndicator)
				? IndicatorMethods.doHealthCheck(indicator) : null;
		if (quietly == null) {
			return indicator.health(true);
		}
		Object health = IndicatorMethods.invoke(quietly, indicator, builder);
		return (health != null) ? (Mono<Health>) health : Mono.empty();
	}

}
