package dev.probity.r2dbc;

import java.util.Collection;

import dev.probity.definition.CheckDefinition;
import dev.probity.definition.CheckDefinitions;
import dev.probity.engine.CheckMonitor;
import dev.probity.routing.NamedTargets;
import dev.probity.routing.RoutedDefinitions;
import dev.probity.time.Ticker;
import io.r2dbc.spi.ConnectionFactory;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * One check for each connection factory that Actuator would show, under the same name.
 */
final class R2dbcCheckDefinitions implements CheckDefinitions {

	static final String NAME = "r2dbc";

	private final RoutedDefinitions<ConnectionFactory> definitions;

	R2dbcCheckDefinitions(ConfigurableListableBeanFactory beanFactory, NamedTargets namedTargets, Ticker ticker,
			CheckMonitor monitor) {
		this.definitions = new RoutedDefinitions<>(beanFactory, ConnectionFactory.class, R2dbcFactories::routes,
				(target, policy, passing) -> new R2dbcCheck(target, new R2dbcPools(ticker), policy, ticker, passing),
				namedTargets, ticker, monitor);
	}

	@Override
	public Collection<CheckDefinition> definitions() {
		return this.definitions.of(NAME, false);
	}

}
