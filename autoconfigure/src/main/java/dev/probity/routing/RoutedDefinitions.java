package dev.probity.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

import dev.probity.check.CheckPolicy;
import dev.probity.check.HealthCheck;
import dev.probity.definition.CheckDefinition;
import dev.probity.definition.CheckDefinition.Pace;
import dev.probity.engine.CheckMonitor;
import dev.probity.probe.Criticality;
import dev.probity.registration.CheckedBean;
import dev.probity.registration.CheckedBean.Rank;
import dev.probity.settings.CheckNames;
import dev.probity.time.Ticker;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * The checks of beans that hand out connections and may route: one each, and one for each
 * target that the application names. What routes and has such targets is checked as
 * <code>{name}/targets</code>.
 *
 * @param <T> the type of the beans
 */
public final class RoutedDefinitions<T> {

	private final ConfigurableListableBeanFactory beanFactory;

	private final Class<T> type;

	private final Function<T, Routes<T>> routes;

	private final TargetChecks<T> checks;

	private final NamedTargets namedTargets;

	private final Ticker ticker;

	private final CheckMonitor monitor;

	private final Companion<T> companion;

	private final Map<String, RoutesLookup<T>> lookups = new ConcurrentHashMap<>();

	public RoutedDefinitions(ConfigurableListableBeanFactory beanFactory, Class<T> type, Function<T, Routes<T>> routes,
			TargetChecks<T> checks, NamedTargets namedTargets, Ticker ticker, CheckMonitor monitor) {
		this(beanFactory, type, routes, checks, namedTargets, ticker, monitor, (name, policy, check, lookup) -> check);
	}

	public RoutedDefinitions(ConfigurableListableBeanFactory beanFactory, Class<T> type, Function<T, Routes<T>> routes,
			TargetChecks<T> checks, NamedTargets namedTargets, Ticker ticker, CheckMonitor monitor,
			Companion<T> companion) {
		this.beanFactory = beanFactory;
		this.type = type;
		this.routes = routes;
		this.checks = checks;
		this.namedTargets = namedTargets;
		this.ticker = ticker;
		this.monitor = monitor;
		this.companion = companion;
	}

	/**
	 * The definitions.
	 * @param kind the name of the only bean's check
	 * @param ignoreRouting whether what routes is left out
	 */
	public List<CheckDefinition> of(String kind, boolean ignoreRouting) {
		Map<String, ConnectionSource<T>> sources = ConnectionSources.candidates(this.beanFactory, this.type);
		if (ignoreRouting) {
			sources.values().removeIf((source) -> targets(source) != null);
		}
		ConnectionSource<T> primary = ConnectionSources.primary(this.beanFactory, this.type, sources);
		List<CheckDefinition> definitions = new ArrayList<>();
		CheckedBean.of(kind, sources, primary).forEach((source) -> define(source, definitions));
		return definitions;
	}

	/**
	 * The one thing that a check has asked in its last run. Nothing is looked up, so on
	 * any thread.
	 * @param check the name of a check
	 * @return what it has asked, or {@code null} if it is none of these checks, has not
	 * found what to ask, or asks several
	 */
	public @Nullable T askedBy(String check) {
		RoutesLookup<T> lookup = this.lookups.get(check);
		Routes<T> asked = (lookup != null) ? lookup.last() : null;
		return (asked != null && asked.targets() == null) ? asked.itself() : null;
	}

	private void define(CheckedBean<ConnectionSource<T>> bean, List<CheckDefinition> definitions) {
		String name = bean.name();
		ConnectionSource<T> source = bean.bean();
		Criticality criticality = (bean.rank() == Rank.MAIN) ? Criticality.REQUIRED : Criticality.OPTIONAL;
		Set<String> targets = targets(source);
		Set<String> named = (targets != null) ? this.namedTargets.of(name, targets) : Set.of();
		String alias = (bean.alias() == null && !named.isEmpty()) ? name : bean.alias();
		definitions.add(define(named.isEmpty() ? name : name + "/" + NamedTargets.WHOLE, alias, criticality,
				() -> this.routes.apply(source.get()), name, named));
		named.forEach((key) -> definitions.add(define(name + "/" + key, alias, Criticality.OPTIONAL,
				() -> Routes.direct(target(source, key)), name, named)));
	}

	private CheckDefinition define(String name, @Nullable String alias, Criticality criticality,
			Callable<Routes<T>> routes, String router, Set<String> named) {
		RoutesLookup<T> lookup = new RoutesLookup<>(routes);
		this.lookups.put(name, lookup);
		return new CheckDefinition(name, alias, criticality, Pace.NORMAL,
				(policy) -> this.companion.join(name, policy,
						new RoutedCheck<>(name, lookup, (target, passing) -> this.checks.check(target, policy, passing),
								(key) -> this.namedTargets.weight(router, key, named), policy, this.ticker,
								() -> this.monitor.isPassing(name)),
						lookup));
	}

	/**
	 * The keys of what it routes to now; {@code null} if it does not, or cannot be made.
	 */
	private @Nullable Set<String> targets(ConnectionSource<T> source) {
		try {
			Map<String, T> targets = this.routes.apply(source.get()).targets();
			return (targets != null) ? targets.keySet() : null;
		}
		catch (RuntimeException ex) {
			// the check reports the reason
			return null;
		}
	}

	private T target(ConnectionSource<T> source, String key) {
		Map<String, T> targets = this.routes.apply(source.get()).targets();
		for (Map.Entry<String, T> target : (targets != null) ? targets.entrySet() : Set.<Map.Entry<String, T>>of()) {
			if (CheckNames.areEqual(target.getKey(), key)) {
				return target.getValue();
			}
		}
		throw new IllegalStateException("'%s' has no target '%s' now, but %s".formatted(source.name(), key,
				(targets != null) ? targets.keySet() : "none"));
	}

	/**
	 * Makes the check of one target.
	 */
	@FunctionalInterface
	public interface TargetChecks<T> {

		HealthCheck check(T target, CheckPolicy policy, BooleanSupplier passing);

	}

	/**
	 * Looks at what a check looks at, beside it.
	 */
	@FunctionalInterface
	public interface Companion<T> {

		/**
		 * Join a check.
		 * @param name its name
		 * @param policy its policy
		 * @param check the check
		 * @param lookup what it asks now
		 * @return the check to be registered instead
		 */
		HealthCheck join(String name, CheckPolicy policy, HealthCheck check, Callable<Routes<T>> lookup);

	}

}
