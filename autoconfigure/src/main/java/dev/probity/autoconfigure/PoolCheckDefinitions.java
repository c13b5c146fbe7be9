package dev.probity.autoconfigure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import dev.probity.autoconfigure.DataSources.HikariPools;
import dev.probity.check.Ticker;
import dev.probity.resource.ConnectionPool;
import dev.probity.vital.PoolCheck;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.Ordered;
import org.springframework.util.ClassUtils;

/**
 * One check for each pool of Hikari that is behind a data source of the application.
 * Makes no data source: of one that is lazy the check waits for it.
 */
final class PoolCheckDefinitions implements CheckDefinitions {

	static final String NAME = "pool";

	private final ConfigurableListableBeanFactory beanFactory;

	private final VitalDefinitions vitals;

	private final Duration maxSilence;

	private final Duration sustainedFor;

	private final Ticker ticker;

	PoolCheckDefinitions(ConfigurableListableBeanFactory beanFactory, VitalDefinitions vitals, VitalSettings settings,
			Duration sustainedFor, Ticker ticker) {
		this.beanFactory = beanFactory;
		this.vitals = vitals;
		this.maxSilence = settings.properties().pool().maxSilence();
		this.sustainedFor = sustainedFor;
		this.ticker = ticker;
	}

	/**
	 * As other vital checks; by then the data sources that <code>db</code> looks at have
	 * been made.
	 */
	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE - 1;
	}

	@Override
	public Collection<CheckDefinition> definitions() {
		List<CheckDefinition> definitions = new ArrayList<>();
		for (String bean : this.beanFactory.getBeanNamesForType(DataSource.class, false, false)) {
			if (!isCandidate(bean)) {
				continue;
			}
			if (this.beanFactory.getSingleton(bean) instanceof DataSource dataSource) {
				DataSources.behind(NAME + "/" + bean, dataSource).forEach((name, target) -> {
					ConnectionPool pool = HikariPools.poolOf(target);
					if (pool != null) {
						definitions.add(define(name, () -> pool));
					}
				});
			}
			else if (ClassUtils.isAssignable(HikariDataSource.class, typeOf(bean))) {
				definitions.add(define(NAME + "/" + bean, new LazyPool(this.beanFactory, bean)));
			}
		}
		return this.vitals.wanted(NAME, definitions);
	}

	/**
	 * What is hidden from the application is part of something else, as for
	 * <code>db</code>; and a factory bean need not have made anything yet.
	 */
	private boolean isCandidate(String bean) {
		return !this.beanFactory.isFactoryBean(bean) && (!this.beanFactory.containsBeanDefinition(bean)
				|| this.beanFactory.getBeanDefinition(bean).isAutowireCandidate());
	}

	private Class<?> typeOf(String bean) {
		Class<?> type = this.beanFactory.getType(bean, false);
		return (type != null) ? type : Object.class;
	}

	private CheckDefinition define(String name, Supplier<? extends @Nullable ConnectionPool> pool) {
		return VitalPolicies.load(name,
				(policy) -> new PoolCheck(pool, this.maxSilence, this.sustainedFor, policy, this.ticker));
	}

	/**
	 * The pool of a data source that has not been made yet.
	 */
	private static final class LazyPool implements Supplier<@Nullable ConnectionPool> {

		private final ConfigurableListableBeanFactory beanFactory;

		private final String bean;

		private volatile @Nullable ConnectionPool pool;

		LazyPool(ConfigurableListableBeanFactory beanFactory, String bean) {
			this.beanFactory = beanFactory;
			this.bean = bean;
		}

		@Override
		public @Nullable ConnectionPool get() {
			if (this.pool == null && this.beanFactory.getSingleton(this.bean) instanceof DataSource dataSource) {
				this.pool = HikariPools.poolOf(dataSource);
			}
			return this.pool;
		}

	}

}
