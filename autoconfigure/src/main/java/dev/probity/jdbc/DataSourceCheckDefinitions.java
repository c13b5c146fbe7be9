package dev.probity.jdbc;

import java.util.Collection;
import java.util.function.Supplier;
import java.util.stream.Stream;

import javax.sql.DataSource;

import dev.probity.check.CheckMonitor;
import dev.probity.registration.CheckDefinition;
import dev.probity.registration.CheckDefinitions;
import dev.probity.routing.NamedTargets;
import dev.probity.routing.RoutedDefinitions;
import dev.probity.time.Ticker;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadataProvider;

/**
 * One check for each data source that Actuator would show, under the same name.
 */
final class DataSourceCheckDefinitions implements CheckDefinitions {

	static final String NAME = "db";

	private final RoutedDefinitions<DataSource> definitions;

	private final boolean ignoreRouting;

	DataSourceCheckDefinitions(ConfigurableListableBeanFactory beanFactory, boolean ignoreRouting,
			NamedTargets namedTargets, Supplier<Stream<DataSourcePoolMetadataProvider>> metadata, Ticker ticker,
			CheckMonitor monitor) {
		this.definitions = new RoutedDefinitions<>(beanFactory, DataSource.class, DataSources::routes, (target, policy,
				passing) -> new DataSourceCheck(target, new DataSourcePools(metadata, ticker), policy, ticker, passing),
				namedTargets, ticker, monitor);
		this.ignoreRouting = ignoreRouting;
	}

	/**
	 * The data source that a check asks now, if it is one.
	 */
	@Nullable DataSource askedBy(String check) {
		return this.definitions.askedBy(check);
	}

	@Override
	public Collection<CheckDefinition> definitions() {
		return this.definitions.of(NAME, this.ignoreRouting);
	}

}
