package dev.probity.load;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

import javax.sql.DataSource;

import dev.probity.jdbc.DataSourcePools;
import dev.probity.jdbc.DataSources;
import dev.probity.pool.ConnectionPool;
import dev.probity.time.Ticker;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.ProxyFactoryBean;
import org.springframework.aop.scope.ScopedProxyFactoryBean;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadataProvider;

/**
 * The pools that are behind a bean now, by the keys of its routes. Makes no bean: as long
 * as there is none, there is no pool. For one check.
 */
final class PoolsInUse implements Supplier<Map<String, @Nullable ConnectionPool>> {

	private final ConfigurableListableBeanFactory beanFactory;

	private final String bean;

	private final Supplier<Stream<DataSourcePoolMetadataProvider>> metadata;

	private final Ticker ticker;

	private final Map<String, DataSourcePools> readers = new LinkedHashMap<>();

	PoolsInUse(ConfigurableListableBeanFactory beanFactory, String bean,
			Supplier<Stream<DataSourcePoolMetadataProvider>> metadata, Ticker ticker) {
		this.beanFactory = beanFactory;
		this.bean = bean;
		this.metadata = metadata;
		this.ticker = ticker;
	}

	/**
	 * Whether there is a pool, or may be one: the bean routes, or has not been made yet
	 * and is going to be a pool.
	 */
	boolean mayExist() {
		DataSource dataSource = existing();
		if (dataSource == null) {
			Class<?> type = this.beanFactory.getType(this.bean, false);
			return !this.beanFactory.isFactoryBean(this.bean) && type != null && DataSourcePools.isPool(type);
		}
		return DataSources.routing(dataSource) != null || get().values().stream().anyMatch((pool) -> pool != null);
	}

	@Override
	public Map<String, @Nullable ConnectionPool> get() {
		DataSource dataSource = existing();
		if (dataSource == null) {
			return Collections.singletonMap(RoutedPoolCheck.ITSELF, null);
		}
		Map<String, DataSource> targets = DataSources.routes(dataSource).targets();
		if (targets == null) {
			return Collections.singletonMap(RoutedPoolCheck.ITSELF, pool(RoutedPoolCheck.ITSELF, dataSource));
		}
		this.readers.keySet().retainAll(targets.keySet());
		Map<String, @Nullable ConnectionPool> pools = new LinkedHashMap<>();
		targets.forEach((key, target) -> {
			ConnectionPool pool = pool(key, target);
			if (pool != null) {
				pools.put(key, pool);
			}
		});
		return pools;
	}

	private @Nullable ConnectionPool pool(String key, DataSource dataSource) {
		ConnectionPool pool = this.readers
			.computeIfAbsent(key, (added) -> new DataSourcePools(this.metadata, this.ticker))
			.apply(dataSource);
		return (pool != null && pool.tellsWaiting()) ? pool : null;
	}

	/**
	 * The bean, if it has been made. A factory bean need not have made anything yet,
	 * except for a proxy, which costs nothing.
	 */
	private @Nullable DataSource existing() {
		Object singleton = this.beanFactory.getSingleton(this.bean);
		if (singleton instanceof ScopedProxyFactoryBean || singleton instanceof ProxyFactoryBean) {
			singleton = this.beanFactory.getBean(this.bean);
		}
		return (singleton instanceof DataSource dataSource) ? dataSource : null;
	}

}
