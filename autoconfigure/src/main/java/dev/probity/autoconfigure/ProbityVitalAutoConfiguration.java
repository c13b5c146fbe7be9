package dev.probity.autoconfigure;

import java.time.Duration;
import java.util.function.Function;

import dev.probity.autoconfigure.CheckDefinition.Pace;
import dev.probity.check.CheckMonitor;
import dev.probity.check.CheckPolicy;
import dev.probity.check.HealthCheck;
import dev.probity.check.SchedulerThread;
import dev.probity.check.Ticker;
import dev.probity.probe.Criticality;
import dev.probity.probe.ProbeType;
import dev.probity.probe.Probes;
import dev.probity.traffic.LoopbackPath;
import dev.probity.traffic.Traffic;
import dev.probity.vital.OldestRequestCheck;
import dev.probity.vital.SchedulerCheck;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.actuate.autoconfigure.web.server.ConditionalOnManagementPort;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * What looks inside the process. Made once in a hierarchy of contexts.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = { ProbityAutoConfiguration.class, ProbityTrafficAutoConfiguration.class })
@ConditionalOnBean(Probes.class)
@ConditionalOnBooleanProperty(name = "probity.vitals.enabled", matchIfMissing = true)
public final class ProbityVitalAutoConfiguration {

	// as often as the silence of work has to be noticed, and seldom enough to cost
	// nothing
	private static final Duration INTERVAL = Duration.ofSeconds(10);

	@Bean
	@ConditionalOnMissingBean
	VitalSettings probityVitalSettings(ProbityProperties properties) {
		return new VitalSettings(properties.vitals());
	}

	@Bean
	@ConditionalOnMissingBean
	VitalDefinitions probityVitalDefinitions(ObjectProvider<CheckDefinition> vitals, VitalSettings settings,
			CheckMonitor monitor, ObjectProvider<RegisteredIndicators> indicators) {
		return new VitalDefinitions(vitals.orderedStream().toList(), settings, monitor, indicators.getIfAvailable());
	}

	@Bean(destroyMethod = "close")
	@ConditionalOnMissingBean
	Watchdog probityWatchdog(CheckMonitor monitor, Ticker ticker) {
		return new Watchdog(monitor, ticker);
	}

	@Bean
	CheckDefinition probitySchedulerVital(SchedulerThread thread, ProbityProperties properties) {
		return new CheckDefinition("scheduler", null, Criticality.REQUIRED, ProbeType.LIVENESS, Pace.NORMAL,
				VitalPolicies.within(properties.vitals().scheduler().maxSilence(), 6),
				(policy) -> new SchedulerCheck(thread));
	}

	/**
	 * The definition of a check of progress: it matters once a longest silence is set.
	 */
	static CheckDefinition progress(String name, ProbityProperties.Progress settings,
			Function<CheckPolicy, HealthCheck> check) {
		return new CheckDefinition(name, null,
				(settings.maxSilence() != null) ? Criticality.REQUIRED : Criticality.OBSERVED, ProbeType.LIVENESS,
				Pace.NORMAL, VitalPolicies.every(INTERVAL, 1), check);
	}

	@Bean
	@ConditionalOnWebApplication
	@ConditionalOnBean(Traffic.class)
	CheckDefinition probityOldestRequestVital(Traffic traffic, ProbityProperties properties, Ticker ticker) {
		ProbityProperties.Progress settings = properties.vitals().oldestRequest();
		return progress("oldestRequest", settings,
				(policy) -> new OldestRequestCheck(traffic, settings.maxSilence(), policy.interval(), ticker));
	}

	/**
	 * Where probes are asked on another port than the application, and so say nothing of
	 * its server.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication
	@ConditionalOnClass(WebServerInitializedEvent.class)
	@ConditionalOnManagementPort(ManagementPortType.DIFFERENT)
	@ConditionalOnBean(Traffic.class)
	static class ServerConfiguration {

		@Bean
		@ConditionalOnMissingBean
		LoopbackPath probityLoopbackPath() {
			return LoopbackPath.random();
		}

		@Bean
		@ConditionalOnMissingBean
		ServerVital probityServerVital(CheckRegistrar registrar, VitalDefinitions vitals, Traffic traffic,
				LoopbackPath loopback, Environment environment, ObjectProvider<ServerProperties> properties) {
			return new ServerVital(registrar, vitals, traffic, basePath(environment) + loopback.value(),
					properties.getIfAvailable());
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

	@Bean
	static LazyInitializationExcludeFilter probityVitalLazyInitializationExcludeFilter() {
		return LazyInitializationExcludeFilter.forBeanTypes(Watchdog.class, ServerVital.class);
	}

}
