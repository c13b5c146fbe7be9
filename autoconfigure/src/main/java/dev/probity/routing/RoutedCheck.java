package dev.probity.routing;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckResult;
import dev.probity.check.CheckResult.Inconclusive;
import dev.probity.check.DependencyCheck;
import dev.probity.check.HealthCheck;
import dev.probity.time.Ticker;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Asks what something leads to now, which is looked up at each run: itself, or each of
 * the targets that it routes to. Where it routes, some targets that fail degrade the
 * whole, and only all of them make it fail. Where there is nothing to ask it passes, and
 * says so. What cannot be looked up fails, until it can. Thread-safe, as long as runs do
 * not overlap.
 *
 * @param <T> what is asked
 */
final class RoutedCheck<T> implements DependencyCheck {

	private static final Log logger = LogFactory.getLog(RoutedCheck.class);

	private final String name;

	private final Callable<Routes<T>> lookup;

	private final BiFunction<T, BooleanSupplier, HealthCheck> checks;

	private final BooleanSupplier passing;

	private final RoutedTargets<T> targets;

	private volatile @Nullable Kept<T> itself;

	private volatile boolean withoutTargets;

	/**
	 * Check something that may route.
	 * @param name the name of the check, for log lines and threads
	 * @param lookup looks up what is to be asked; asked by each run
	 * @param checks makes the check of something that does not route, to which it is told
	 * whether it passes now; kept as long as that is the same
	 * @param weights what the failing of the target with a key means to the whole
	 * @param policy the check's policy
	 * @param ticker for the time that remains
	 * @param passing whether the check is passing now
	 */
	public RoutedCheck(String name, Callable<Routes<T>> lookup, BiFunction<T, BooleanSupplier, HealthCheck> checks,
			Function<String, RouteWeight> weights, CheckPolicy policy, Ticker ticker, BooleanSupplier passing) {
		this.name = name;
		this.lookup = lookup;
		this.checks = checks;
		this.passing = passing;
		this.targets = new RoutedTargets<>(name, checks, weights, policy, ticker);
	}

	@Override
	public CheckResult check() throws Exception {
		Routes<T> routes = this.lookup.call();
		Map<String, T> current = routes.targets();
		if (current != null && !current.isEmpty()) {
			this.withoutTargets = false;
			return this.targets.ask(current);
		}
		this.targets.forget();
		return (current != null) ? withoutTargets(routes.itself()) : askItself(routes.itself());
	}

	private CheckResult askItself(T what) throws Exception {
		Kept<T> kept = this.itself;
		if (kept == null || kept.what() != what) {
			kept = new Kept<>(what, this.checks.apply(what, this.passing));
			this.itself = kept;
		}
		return kept.check().check();
	}

	/**
	 * It may have its own ways to find something.
	 */
	private CheckResult withoutTargets(T router) throws Exception {
		try {
			CheckResult result = askItself(router);
			this.withoutTargets = false;
			return result;
		}
		catch (RuntimeException ex) {
			if (hasBeenAsked(ex)) {
				this.withoutTargets = false;
				throw ex;
			}
			return nothingToAsk();
		}
	}

	/**
	 * Whether there was somebody to ask, who has not answered well. Reactive drivers say
	 * so by exceptions that need not be declared, and so do pools that are opened on the
	 * way.
	 */
	private static boolean hasBeenAsked(Throwable error) {
		return Stream.iterate(error, Objects::nonNull, Throwable::getCause)
			.limit(20)
			.anyMatch((some) -> some instanceof SQLException || some instanceof IOException
					|| some instanceof TimeoutException || isOfReactiveDriver(some.getClass()));
	}

	private static boolean isOfReactiveDriver(Class<?> error) {
		return Stream.<Class<?>>iterate(error, Objects::nonNull, Class::getSuperclass)
			.anyMatch((type) -> type.getName().equals("io.r2dbc.spi.R2dbcException"));
	}

	private CheckResult nothingToAsk() {
		if (!this.withoutTargets) {
			this.withoutTargets = true;
			logger.info(("Check '%s' has no targets at the moment: the bean that it checks routes to none. It passes "
					+ "until there is one.")
				.formatted(this.name));
		}
		Map<String, Object> details = Map.of("targets", "none");
		return this.passing.getAsBoolean()
				? new Inconclusive("there are no targets at the moment", Duration.ZERO, details)
				: CheckResult.passed(details);
	}

	private record Kept<T>(T what, HealthCheck check) {

	}

}
