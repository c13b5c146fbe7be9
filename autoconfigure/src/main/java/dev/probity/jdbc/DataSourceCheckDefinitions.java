package dev.probity.jdbc;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;

import javax.sql.DataSource;

import dev.probity.definition.CheckDefinition;
import dev.probity.definition.CheckDefinitions;
import dev.probity.diagnosis.ClientDiagnoses;
import dev.probity.diagnosis.DiagnosedClient;
import dev.probity.engine.CheckMonitor;
import dev.probity.registration.PeriodicTask;
import dev.probity.routing.NamedTargets;
import dev.probity.routing.RoutedDefinitions;
import dev.probity.routing.Routes;
import dev.probity.time.Ticker;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadataProvider;
import org.springframework.util.ClassUtils;

/**
 * One check for each data source that Actuator would show, under the same name, and the
 * diagnosis of its pool.
 */
final class DataSourceCheckDefinitions implements CheckDefinitions, PeriodicTask {

	static final String NAME = "db";

	private static final boolean HIKARI = ClassUtils.isPresent("com.zaxxer.hikari.HikariDataSource",
			DataSourceCheckDefinitions.class.getClassLoader());

	private final RoutedDefinitions<DataSource> definitions;

	private final ClientDiagnoses diagnoses;

	private final @Nullable FailFastPools failFast;

	private final boolean ignoreRouting;

	DataSourceCheckDefinitions(ConfigurableListableBeanFactory beanFactory, boolean ignoreRouting,
			NamedTargets namedTargets, Supplier<Stream<DataSourcePoolMetadataProvider>> metadata,
			ClientDiagnoses diagnoses, @Nullable FailFastPools failFast, Ticker ticker, CheckMonitor monitor) {
		this.definitions = new RoutedDefinitions<>(beanFactory, DataSource.class, DataSources::routes,
				(target, policy, passing) -> new DataSourceCheck(target, new DataSourcePools(metadata, ticker), policy,
						ticker, passing),
				namedTargets, ticker, monitor, (name, policy, check, lookup) -> diagnoses.diagnosed(name, policy, check,
						client(name, lookup, diagnoses.trigger(name))));
		this.diagnoses = diagnoses;
		this.failFast = failFast;
		this.ignoreRouting = ignoreRouting;
	}

	private static Callable<@Nullable DiagnosedClient> client(String check, Callable<Routes<DataSource>> lookup,
			@Nullable Runnable hint) {
		return HIKARI ? new HikariClients(check, lookup, hint) : () -> null;
	}

	@Override
	public Collection<CheckDefinition> definitions() {
		List<CheckDefinition> all = new ArrayList<>(this.definitions.of(NAME, this.ignoreRouting));
		List.copyOf(all).stream().map(this.diagnoses::vital).filter(Objects::nonNull).forEach(all::add);
		return all;
	}

	@Override
	public boolean diagnosesClients() {
		return true;
	}

	@Override
	public void run() {
		if (this.failFast != null) {
			this.failFast.adjust(this.definitions::askedBy);
		}
		this.diagnoses.run();
	}

}
