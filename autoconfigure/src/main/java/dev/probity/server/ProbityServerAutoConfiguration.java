package dev.probity.server;

import dev.probity.definition.RegisteredChecks;
import dev.probity.engine.CheckMonitor;
import dev.probity.port.ProbePort;
import dev.probity.time.Ticker;
import dev.probity.traffic.Traffic;
import dev.probity.vital.ProbityVitalAutoConfiguration;
import dev.probity.vital.VitalDefinitions;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
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
	ServerVital probityServerVital(ApplicationContext context, ObjectProvider<RegisteredChecks> registrar,
			VitalDefinitions vitals, CheckMonitor monitor, Traffic traffic, Environment environment, Ticker ticker,
			ObjectProvider<ProbePort> probePort) {
		boolean askedElsewhere = probePort.getIfAvailable() != null
				|| ManagementPortType.get(environment) == ManagementPortType.DIFFERENT;
		return new ServerVital(askedElsewhere, context, registrar::getObject, vitals, monitor, traffic,
				new MainServerThreads(ServerThreadReaders.of(context.getClassLoader())),
				basePath(environment) + traffic.loopback().value(), ticker);
	}

	private static String basePath(Environment environment) {
		return environment.getProperty("server.servlet.context-path", "")
				+ servletPath(environment.getProperty("spring.mvc.servlet.path"))
				+ environment.getProperty("spring.webflux.base-path", "");
	}

	private static String servletPath(@Nullable String path) {
		return (path == null || path.equals("/")) ? "" : path;
	}

}
