package dev.probity.autoconfigure;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

import javax.sql.DataSource;

import dev.probity.autoconfigure.CheckDefinition.Pace;
import dev.probity.autoconfigure.CheckedBean.Rank;
import dev.probity.autoconfigure.DataSources.HikariPools;
import dev.probity.check.CheckMonitor;
import dev.probity.check.CheckSnapshot;
import dev.probity.check.CheckState;
import dev.probity.check.Ticker;
import dev.probity.dependency.DataSourceCheck;
import dev.probity.probe.Criticality;
import dev.probity.resource.ConnectionPool;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.SimpleAutowireCandidateResolver;
import org.springframework.util.ClassUtils;

/**
 * One check for each data source that Actuator would show, under the same name.
 */
final class DataSourceCheckDefinitions implements CheckDefinitions {

	static final String NAME = "db";

	private static final boolean HIKARI = ClassUtils.isPresent("com.zaxxer.hikari.HikariDataSource",
			DataSourceCheckDefinitions.class.getClassLoader());

	private final ConfigurableListableBeanFactory beanFactory;

	private final boolean ignoreRouting;

	private final Ticker ticker;

	private final CheckMonitor monitor;

	DataSourceCheckDefinitions(ConfigurableListableBeanFactory beanFactory, boolean ignoreRouting, Ticker ticker,
			CheckMonitor monitor) {
		this.beanFactory = beanFactory;
		this.ignoreRouting = ignoreRouting;
		this.ticker = ticker;
		this.monitor = monitor;
	}

	@Override
	public Collection<CheckDefinition> definitions() {
		Map<String, DataSource> dataSources = new LinkedHashMap<>(SimpleAutowireCandidateResolver
			.resolveAutowireCandidates(this.beanFactory, DataSource.class, false, true));
		dataSources.values().removeIf((dataSource) -> this.ignoreRouting && DataSources.routing(dataSource) != null);
		DataSource primary = this.beanFactory.getBeanProvider(DataSource.class).getIfUnique();
		return CheckedBean.of(NAME, dataSources, primary)
			.stream()
			.flatMap((dataSource) -> define(dataSource.name(), dataSource.alias(), dataSource.bean(),
					(dataSource.rank() == Rank.MAIN) ? Criticality.REQUIRED : Criticality.OPTIONAL))
			.toList();
	}

	private Stream<CheckDefinition> define(String name, @Nullable String alias, DataSource dataSource,
			Criticality criticality) {
		return DataSources.behind(name, dataSource)
			.entrySet()
			.stream()
			.map((target) -> define(target.getKey(), alias, target.getValue(), criticality,
					HIKARI ? HikariPools.poolOf(target.getValue()) : null));
	}

	private CheckDefinition define(String name, @Nullable String alias, DataSource dataSource, Criticality criticality,
			@Nullable ConnectionPool pool) {
		return new CheckDefinition(name, alias, criticality, Pace.NORMAL,
				(policy) -> new DataSourceCheck(dataSource, pool, policy, this.ticker, () -> isPassing(name)));
	}

	private boolean isPassing(String name) {
		CheckSnapshot snapshot = this.monitor.snapshot(name);
		return snapshot != null && snapshot.state() == CheckState.PASSING;
	}

}
