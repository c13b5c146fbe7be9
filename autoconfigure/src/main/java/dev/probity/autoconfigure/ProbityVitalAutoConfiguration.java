package dev.probity.autoconfigure;

import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.probity.autoconfigure.CheckDefinition.Pace;
import dev.probity.check.CheckMonitor;
import dev.probity.check.CheckPolicy;
import dev.probity.check.HealthCheck;
import dev.probity.check.SchedulerThread;
import dev.probity.check.Ticker;
import dev.probity.port.ProbePort;
import dev.probity.probe.Criticality;
import dev.probity.probe.ProbeType;
import dev.probity.probe.Probes;
import dev.probity.traffic.LoopbackPath;
import dev.probity.traffic.RequestOutcomeClassifier;
import dev.probity.traffic.Traffic;
import dev.probity.vital.DeadlockCheck;
import dev.probity.vital.ErrorRateCheck;
import dev.probity.vital.FileDescriptorCheck;
import dev.probity.vital.LiveHeartbeats;
import dev.probity.vital.MemoryCheck;
import dev.probity.vital.ObservedRequests;
import dev.probity.vital.OldestRequestCheck;
import dev.probity.vital.SchedulerCheck;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/**
 * What looks inside the process. Made once in a hierarchy of contexts.
 *
 * @since 0.1.0
 */
@AutoConfiguration(
		after = { ProbityAutoConfiguration.class, ProbityHeartbeatAutoConfiguration.class,
				ProbityTrafficAutoConfiguration.class, TaskExecutionAutoConfiguration.class,
				TaskSchedulingAutoConfiguration.class },
		afterName = "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration")
@ConditionalOnBean(Probes.class)
@ConditionalOnBooleanProperty(name = "probity.vitals.enabled", matchIfMissing = true)
@Import({ ProgressVitals.class, LoadVitals.class })
public final class ProbityVitalAutoConfiguration {

	// as often as the silence of work has to be noticed, and seldom enough to cost
	// nothing
	private static final Duration INTERVAL = Duration.ofSeconds(10);

	private static final Duration SELDOM = Duration.ofSeconds(30);

	@Bean
	@ConditionalOnMissingBean
	VitalSettings probityVitalSettings(ProbityProperties properties, Environment environment) {
		VitalSettings settings = new VitalSettings(properties.vitals(), new SwitchedOffChecks(environment));
		settings.validate();
		return settings;
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
	CheckDefinition probitySchedulerVital(SchedulerThread thread, VitalSettings settings) {
		return required("scheduler", ProbeType.LIVENESS,
				VitalPolicies.within(settings.properties().scheduler().maxSilence(), 6, 6),
				(policy) -> new SchedulerCheck(thread));
	}

	@Bean
	CheckDefinition probityDeadlockVital() {
		return required("deadlock", ProbeType.LIVENESS, VitalPolicies.every(VitalPolicies.INTERVAL, 2),
				(policy) -> new DeadlockCheck());
	}

	/**
	 * Counts the time itself.
	 */
	@Bean
	CheckDefinition probityMemoryVital(VitalSettings settings, Ticker ticker) {
		VitalProperties.Memory memory = settings.properties().memory();
		return required("memory", ProbeType.LIVENESS, VitalPolicies.within(memory.duration(), 6, 1),
				(policy) -> new MemoryCheck(memory.heapThreshold(), memory.pauseThreshold(), memory.duration(),
						policy.interval(), ticker));
	}

	@Bean
	CheckDefinition probityDiskVital(VitalSettings settings, Environment environment) {
		return DiskVital.definition(DiskVital.NAME,
				(policy) -> DiskVital.check(settings.properties().disk(), environment));
	}

	@Bean
	CheckDefinition probityFileDescriptorVital(VitalSettings settings) {
		return required("fileDescriptors", ProbeType.READINESS, VitalPolicies.every(SELDOM, 2),
				(policy) -> new FileDescriptorCheck(settings.properties().fileDescriptors().threshold()));
	}

	private static CheckDefinition required(String name, ProbeType probe, CheckPolicy policy,
			Function<CheckPolicy, HealthCheck> check) {
		return new CheckDefinition(name, null, Criticality.REQUIRED, probe, Pace.NORMAL, policy, check);
	}

	@Bean
	@ConditionalOnMissingBean
	HeartbeatChecks probityHeartbeatChecks(LiveHeartbeats heartbeats, VitalSettings settings, Ticker ticker) {
		return new HeartbeatChecks(heartbeats, settings, ticker);
	}

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
		return VitalPolicies.load(ErrorRateSettings.NAME, settings.interval(),
				(policy) -> new ErrorRateCheck(traffic, settings.policy(), excuse, policy.interval(), ticker));
	}

	/**
	 * Where probes are asked on another port than the application, and so say nothing of
	 * its server. Whether they are is known when the application runs, not when it is
	 * built.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication
	@ConditionalOnClass(WebServerInitializedEvent.class)
	@ConditionalOnBean(Traffic.class)
	static class ServerConfiguration {

		@Bean
		@ConditionalOnMissingBean
		LoopbackPath probityLoopbackPath() {
			return LoopbackPath.random();
		}

		@Bean
		@ConditionalOnMissingBean
		ServerVital probityServerVital(ApplicationContext context, CheckRegistrar registrar, VitalDefinitions vitals,
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

	}

	@Bean
	static LazyInitializationExcludeFilter probityVitalLazyInitializationExcludeFilter() {
		return LazyInitializationExcludeFilter.forBeanTypes(Watchdog.class, ServerVital.class, MainServerThreads.class);
	}

}
