package dev.probity.jdbc;

import java.time.Duration;
import java.util.stream.Stream;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import dev.probity.definition.CheckSettings;
import dev.probity.diagnosis.ClientDiagnoses;
import dev.probity.engine.CheckMonitor;
import dev.probity.probe.Probes;
import dev.probity.registration.Engine;
import dev.probity.registration.ProbityAutoConfiguration;
import dev.probity.routing.NamedTargets;
import dev.probity.routing.ReplacedContributor;
import dev.probity.settings.ProbityProperties;
import dev.probity.time.Ticker;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointProperties;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.health.DataSourceHealthContributorAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.health.DataSourceHealthIndicatorProperties;
import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadataProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;

/**
 * The check <code>db</code>, in place of Boot's indicator of that name.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = { ProbityAutoConfiguration.class, DataSourceAutoConfiguration.class },
		before = DataSourceHealthContributorAutoConfiguration.class)
@ConditionalOnClass({ DataSource.class, AbstractRoutingDataSource.class, DataSourceAutoConfiguration.class })
@ConditionalOnBean({ DataSource.class, Ticker.class })
@ConditionalOnEnabledHealthIndicator("db")
@EnableConfigurationProperties(DataSourceHealthIndicatorProperties.class)
public final class DataSourceCheckAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(value = DataSourceCheckDefinitions.class,
			name = { "dbHealthIndicator", "dbHealthContributor" })
	DataSourceCheckDefinitions probityDataSourceCheckDefinitions(ConfigurableListableBeanFactory beanFactory,
			DataSourceHealthIndicatorProperties properties, ProbityProperties probityProperties,
			ConfigurableEnvironment environment, HealthEndpointProperties healthProperties,
			ObjectProvider<DataSourcePoolMetadataProvider> metadata, ObjectProvider<Probes> probes, Ticker ticker,
			Engine engine) {
		CheckSettings settings = new CheckSettings(probityProperties, environment);
		return new DataSourceCheckDefinitions(beanFactory, properties.isIgnoreRoutingDataSources(),
				new NamedTargets(probityProperties, settings.named(), healthProperties), metadata::orderedStream,
				new ClientDiagnoses(probityProperties, settings, engine, ticker),
				failFast(probityProperties, engine.monitor(), probes, ticker), ticker, engine.monitor());
	}

	private static @Nullable FailFastPools failFast(ProbityProperties properties, CheckMonitor monitor,
			ObjectProvider<Probes> probes, Ticker ticker) {
		Duration limit = properties.fleet().failFast().limit();
		return (limit != null) ? new FailFastPools(limit, monitor, probes::getObject,
				new DataSourcePools(Stream::empty, ticker)::borrowTimeout) : null;
	}

	@Bean
	static ReplacedContributor probityReplacedDataSourceContributor() {
		return new ReplacedContributor("dbHealthContributor",
				DataSourceHealthContributorAutoConfiguration.class.getName(), DataSourceCheckDefinitions.class);
	}

	/**
	 * Before a pool is opened: then it accepts nobody any more who looks at its errors.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(name = "com.zaxxer.hikari.SQLExceptionOverride")
	@ConditionalOnBooleanProperty(name = "probity.hints.enabled", matchIfMissing = true)
	static class HikariHintsConfiguration {

		@Bean
		static BeanPostProcessor probityHikariHints() {
			return new HikariWatch();
		}

	}

}
