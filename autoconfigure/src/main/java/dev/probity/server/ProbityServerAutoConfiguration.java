package dev.probity.server;

import dev.probity.check.CheckMonitor;
import dev.probity.port.ProbePort;
import dev.probity.registration.RegisteredChecks;
import dev.probity.time.Ticker;
import dev.probity.traffic.LoopbackPath;
import dev.probity.traffic.Traffic;
import dev.probity.vital.ProbityVitalAutoConfiguration;
import dev.probity.vital.VitalDefinitions;
import org.apache.catalina.connector.Connector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.jetty.JettyWebServer;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * The check of the server where probes are asked on another port than the application,
 * and so say nothing of its server. Whether they are is known when the application runs,
 * not when it is built.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = ProbityVitalAutoConfiguration.class)
@ConditionalOnWebApplication
@ConditionalOnClass(WebServerInitializedEvent.class)
@ConditionalOnBean({ VitalDefinitions.class, Traffic.class })
public final class ProbityServerAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	LoopbackPath probityLoopbackPath() {
		return LoopbackPath.random();
	}

	@Bean
	@ConditionalOnMissingBean
	ServerVital probityServerVital(ApplicationContext context, RegisteredChecks registrar, VitalDefinitions vitals,
			CheckMonitor monitor, Traffic traffic, LoopbackPath loopback, Environment environment, Ticker ticker,
			ObjectProvider<ProbePort> probePort, ObjectProvider<ServerThreadsSource> threads) {
		boolean askedElsewhere = probePort.getIfAvailable() != null
				|| ManagementPortType.get(environment) == ManagementPortType.DIFFERENT;
		return new ServerVital(askedElsewhere, context, registrar, vitals, monitor, traffic,
				threads.getIfAvailable(() -> () -> null), basePath(environment) + loopback.value(), ticker);
	}

	private static String basePath(Environment environment) {
		return environment.getProperty("server.servlet.context-path", "")
				+ servletPath(environment.getProperty("spring.mvc.servlet.path"))
				+ environment.getProperty("spring.webflux.base-path", "");
	}

	private static String servletPath(@Nullable String path) {
		return (path == null || path.equals("/")) ? "" : path;
	}

	@Bean
	MainServerThreads probityMainServerThreads(ApplicationContext context, ObjectProvider<ServerThreadReader> readers) {
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

	@Bean
	static LazyInitializationExcludeFilter probityServerLazyInitializationExcludeFilter() {
		return LazyInitializationExcludeFilter.forBeanTypes(ServerVital.class, MainServerThreads.class);
	}

}
