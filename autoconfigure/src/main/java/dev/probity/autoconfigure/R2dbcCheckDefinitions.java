package dev.probity.autoconfigure;

import java.util.Collection;

import dev.probity.autoconfigure.CheckDefinition.Pace;
import dev.probity.autoconfigure.CheckedBean.Rank;
import dev.probity.check.CheckMonitor;
import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckSnapshot;
import dev.probity.check.CheckState;
import dev.probity.check.Ticker;
import dev.probity.dependency.R2dbcCheck;
import dev.probity.probe.Criticality;
import dev.probity.resource.ConnectionPool;
import dev.probity.resource.R2dbcConnectionPool;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Wrapped;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.SimpleAutowireCandidateResolver;
import org.springframework.util.ClassUtils;

/**
 * One check for each connection factory that Actuator would show, under the same name.
 */
final class R2dbcCheckDefinitions implements CheckDefinitions {

	static final String NAME = "r2dbc";

	private static final boolean POOL = ClassUtils.isPresent("io.r2dbc.pool.ConnectionPool",
			R2dbcCheckDefinitions.class.getClassLoader());

	private final ConfigurableListableBeanFactory beanFactory;

	private final Ticker ticker;

	private final CheckMonitor monitor;

	R2dbcCheckDefinitions(ConfigurableListableBeanFactory beanFactory, Ticker ticker, CheckMonitor monitor) {
		this.beanFactory = beanFactory;
		this.ticker = ticker;
		this.monitor = monitor;
	}

	@Override
	public Collection<CheckDefinition> definitions() {
		ConnectionFactory primary = this.beanFactory.getBeanProvider(ConnectionFactory.class).getIfUnique();
		return CheckedBean
			.of(NAME,
					SimpleAutowireCandidateResolver.resolveAutowireCandidates(this.beanFactory, ConnectionFactory.class,
							false, true),
					primary)
			.stream()
			.map(this::define)
			.toList();
	}

	private CheckDefinition define(CheckedBean<ConnectionFactory> factory) {
		Criticality criticality = (factory.rank() == Rank.MAIN) ? Criticality.REQUIRED : Criticality.OPTIONAL;
		return new CheckDefinition(factory.name(), factory.alias(), criticality, Pace.NORMAL,
				(policy) -> check(factory.name(), factory.bean(), policy));
	}

	private R2dbcCheck check(String name, ConnectionFactory factory, CheckPolicy policy) {
		ConnectionPool pool = POOL ? Pools.poolOf(factory, this.ticker) : null;
		return new R2dbcCheck(factory, pool, policy, this.ticker, () -> isPassing(name));
	}

	private boolean isPassing(String name) {
		CheckSnapshot snapshot = this.monitor.snapshot(name);
		return snapshot != null && snapshot.state() == CheckState.PASSING;
	}

	/**
	 * Loaded only where r2dbc-pool is there.
	 */
	private static final class Pools {

		static @Nullable ConnectionPool poolOf(@Nullable Object factory, Ticker ticker) {
			if (factory instanceof io.r2dbc.pool.ConnectionPool pool) {
				return new R2dbcConnectionPool(pool, ticker::read);
			}
			// Boot wraps a factory that is made from a URL, and others wrap it to observe
			return (factory instanceof Wrapped<?> wrapped) ? poolOf(wrapped.unwrap(), ticker) : null;
		}

	}

}
