package dev.probity.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.probity.definition.CheckDefinitions;
import dev.probity.engine.CheckMonitor;
import dev.probity.probe.Probes;
import dev.probity.server.ServerThreadsSource;
import dev.probity.settings.ProbityProperties;
import dev.probity.time.Ticker;
import dev.probity.traffic.RequestOutcomeClassifier;
import dev.probity.traffic.RequestPaths;
import dev.probity.traffic.Traffic;
import dev.probity.vital.ProbityVitalAutoConfiguration;
import dev.probity.vital.VitalDefinitions;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;
import org.springframework.util.ClassUtils;

/**
 * Checks of how much the process has to do, and of what becomes of it. In each context of
 * a hierarchy: each has pools and executors of its own.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = ProbityVitalAutoConfiguration.class)
@ConditionalOnBean(VitalDefinitions.class)
public final class ProbityLoadAutoConfiguration {

	@Bean
	LoadDefinitions probityLoadDefinitions(ConfigurableListableBeanFactory beanFactory, VitalDefinitions vitals,
			ProbityProperties properties, CheckMonitor monitor, ObjectProvider<Probes> probes,
			ObjectProvider<Traffic> traffic, ObjectProvider<ServerThreadsSource> threads,
			ObjectProvider<RequestOutcomeClassifier> classifiers, Ticker ticker) {
		ErrorRateSettings errorRate = new ErrorRateSettings(properties.errorRate());
		List<CheckDefinitions> sources = new ArrayList<>();
		if (servesRequests(beanFactory)) {
			// requests would come too late to notice that there are several
			classifiers.getIfAvailable();
			sources.add(new RequestVitals(vitals, properties.load(), errorRate, traffic.getObject(),
					threads.getIfAvailable(() -> () -> null), new UnwellDependency(monitor, probes::getObject, ticker),
					ticker));
		}
		Duration sustainedFor = properties.load().sustainedFor();
		sources.add(new ExecutorCheckDefinitions(beanFactory, vitals, sustainedFor, ticker));
		if (knowsPools(beanFactory.getBeanClassLoader())) {
			sources.add(PoolCheckDefinitions.of(beanFactory, vitals, sustainedFor, ticker));
		}
		return new LoadDefinitions(sources);
	}

	/**
	 * Whether this context has a web server whose requests are counted, and the vital
	 * checks are its own: those of a parent are as the parent is.
	 */
	private static boolean servesRequests(ConfigurableListableBeanFactory beanFactory) {
		return beanFactory.getBeanNamesForType(RequestPaths.class, true, false).length > 0
				&& beanFactory.getBeanNamesForType(VitalDefinitions.class, true, false).length > 0;
	}

	private static boolean knowsPools(@Nullable ClassLoader loader) {
		return ClassUtils.isPresent("org.springframework.boot.jdbc.metadata.DataSourcePoolMetadataProvider", loader)
				&& ClassUtils.isPresent("org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource", loader);
	}

}
