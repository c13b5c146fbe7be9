package dev.probity.r2dbc;

import dev.probity.definition.CheckSettings;
import dev.probity.engine.CheckMonitor;
import dev.probity.registration.ProbityAutoConfiguration;
import dev.probity.routing.NamedTargets;
import dev.probity.routing.ReplacedContributor;
import dev.probity.settings.ProbityProperties;
import dev.probity.time.Ticker;
import io.r2dbc.spi.ConnectionFactory;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointProperties;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * The check <code>r2dbc</code>, in place of Boot's indicator of that name, which is a
 * reactive one.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = ProbityAutoConfiguration.class,
		afterName = "org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration",
		beforeName = "org.springframework.boot.r2dbc.autoconfigure.health.ConnectionFactoryHealthContributorAutoConfiguration")
@ConditionalOnClass({ ConnectionFactory.class, Mono.class })
@ConditionalOnBean({ ConnectionFactory.class, Ticker.class })
@ConditionalOnEnabledHealthIndicator("r2dbc")
public final class R2dbcCheckAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(value = R2dbcCheckDefinitions.class,
			name = { "r2dbcHealthIndicator", "r2dbcHealthContributor" })
	R2dbcCheckDefinitions probityR2dbcCheckDefinitions(ConfigurableListableBeanFactory beanFactory,
			ProbityProperties properties, ConfigurableEnvironment environment,
			HealthEndpointProperties healthProperties, Ticker ticker, CheckMonitor monitor) {
		return new R2dbcCheckDefinitions(beanFactory,
				new NamedTargets(properties, new CheckSettings(properties, environment).named(), healthProperties),
				ticker, monitor);
	}

	@Bean
	static ReplacedContributor probityReplacedR2dbcContributor() {
		return new ReplacedContributor("r2dbcHealthContributor",
				"org.springframework.boot.r2dbc.autoconfigure.health.ConnectionFactoryHealthContributorAutoConfiguration",
				R2dbcCheckDefinitions.class);
	}

}
