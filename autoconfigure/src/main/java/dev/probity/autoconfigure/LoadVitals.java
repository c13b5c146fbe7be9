package dev.probity.autoconfigure;

import dev.probity.check.Ticker;
import dev.probity.resource.JettyThreads;
import dev.probity.resource.ServerThreadReader;
import dev.probity.resource.TomcatThreads;
import dev.probity.traffic.Traffic;
import dev.probity.vital.ObservedRequests;
import dev.probity.vital.RequestsCheck;
import org.apache.catalina.connector.Connector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadataProvider;
import org.springframework.boot.jetty.JettyWebServer;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;

/**
 * Checks of how much the process has to do.
 */
@Configuration(proxyBeanMethods = false)
class LoadVitals {

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

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication
	@ConditionalOnClass(WebServerInitializedEvent.class)
	static class ServerConfiguration {

		@Bean
		MainServerThreads probityMainServerThreads(ApplicationContext context,
				ObjectProvider<ServerThreadReader> readers) {
			return new MainServerThreads(context, readers.orderedStream().toList());
		}

		@Configuration(proxyBeanMethods = false)
		@ConditionalOnClass({ TomcatWebServer.class, Connector.class })
		static class TomcatConfiguration {

			@Bean
			TomcatThreads probityTomcatThreads() {
				return new TomcatThreads();
			}

		}

		@Configuration(proxyBeanMethods = false)
		@ConditionalOnClass({ JettyWebServer.class, QueuedThreadPool.class })
		static class JettyConfiguration {

			@Bean
			JettyThreads probityJettyThreads() {
				return new JettyThreads();
			}

		}

	}

}
