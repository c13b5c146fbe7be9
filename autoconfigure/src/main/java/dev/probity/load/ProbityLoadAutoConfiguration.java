package dev.probity.load;

import java.time.Duration;
import java.util.function.Supplier;

import dev.probity.check.CheckMonitor;
import dev.probity.probe.Probes;
import dev.probity.registration.CheckDefinition;
import dev.probity.server.ServerThreadsSource;
import dev.probity.settings.CheckNames;
import dev.probity.settings.ProbityProperties;
import dev.probity.settings.VitalProperties;
import dev.probity.time.Ticker;
import dev.probity.traffic.RequestOutcomeClassifier;
import dev.probity.traffic.Traffic;
import dev.probity.vital.ProbityVitalAutoConfiguration;
import dev.probity.vital.VitalDefinitions;
import dev.probity.vital.VitalPolicies;
import dev.probity.vital.VitalSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadataProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;

/**
 * Checks of how much the process has to do, and of what becomes of it.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = ProbityVitalAutoConfiguration.class)
@ConditionalOnBean(VitalDefinitions.class)
public final class ProbityLoadAutoConfiguration {

	@Bean
	@ConditionalOnWebApplication
	@ConditionalOnBean(Traffic.class)
	@ConditionalOnMissingBean
	ObservedRequests probityObservedRequests(Traffic traffic, Ticker ticker) {
		return new ObservedRequests(traffic, ticker);
	}

	@Bean
	@ConditionalOnWebApplication
	@ConditionalOnBean(Traffic.class)
	CheckDefinition probityOldestRequestVital(ObservedRequests requests, VitalSettings settings) {
		Duration maxSilence = settings.properties().oldestRequest().maxSilence();
		return VitalPolicies.progress("oldestRequest", maxSilence,
				(policy) -> new OldestRequestCheck(requests, maxSilence, policy.interval()));
	}

	@Bean
	@ConditionalOnMissingBean
	ErrorRateSettings probityErrorRateSettings(ProbityProperties properties) {
		return new ErrorRateSettings(properties.errorRate());
	}

	@Bean
	@ConditionalOnWebApplication
	@ConditionalOnBean(Traffic.class)
	CheckDefinition probityErrorRateVital(Traffic traffic, ErrorRateSettings settings, CheckMonitor monitor,
			ObjectProvider<Probes> probes, ObjectProvider<RequestOutcomeClassifier> classifiers, Ticker ticker) {
		// requests would come too late to notice that there are several
		classifiers.getIfAvailable();
		Supplier<@Nullable String> excuse = new UnwellDependency(monitor, probes::getObject, ticker);
		return VitalPolicies.load(CheckNames.ERROR_RATE, settings.interval(),
				(policy) -> new ErrorRateCheck(traffic, settings.policy(), excuse, policy.interval(), ticker));
	}

	@Bean
	ExecutorCheckDefinitions probityExecutorCheckDefinitions(ConfigurableListableBeanFactory beanFactory,
			VitalDefinitions vitals, VitalSettings settings, ProbityProperties properties, Ticker ticker) {
		return new ExecutorCheckDefinitions(beanFactory, vitals, settings, properties.load().sustainedFor(), ticker);
	}

	@Bean
	@ConditionalOnWebApplication
	@ConditionalOnBean(Traffic.class)
	CheckDefinition probityRequestsVital(ObjectProvider<ServerThreadsSource> threads, ObservedRequests requests,
			VitalSettings settings, ProbityProperties properties, Ticker ticker) {
		ServerThreadsSource known = threads.getIfAvailable(() -> () -> null);
		VitalProperties.Requests limits = settings.properties().requests();
		return VitalPolicies.load("requests", (policy) -> new RequestsCheck(known, limits.threadThreshold(), requests,
				limits.maxAge(), properties.load().sustainedFor(), policy, ticker));
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ DataSourcePoolMetadataProvider.class, AbstractRoutingDataSource.class })
	static class PoolConfiguration {

		@Bean
		PoolCheckDefinitions probityPoolCheckDefinitions(ConfigurableListableBeanFactory beanFactory,
				VitalDefinitions vitals, VitalSettings settings, ProbityProperties properties,
				ObjectProvider<DataSourcePoolMetadataProvider> metadata, Ticker ticker) {
			return new PoolCheckDefinitions(beanFactory, vitals, settings, properties.load().sustainedFor(),
					metadata::orderedStream, ticker);
		}

	}

}
