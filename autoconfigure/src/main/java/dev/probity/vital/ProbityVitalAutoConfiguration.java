package dev.probity.vital;

import java.time.Duration;
import java.util.function.Function;

import dev.probity.check.CheckMonitor;
import dev.probity.check.CheckPolicy;
import dev.probity.check.HealthCheck;
import dev.probity.check.SchedulerThread;
import dev.probity.indicator.RegisteredIndicators;
import dev.probity.probe.Criticality;
import dev.probity.probe.ProbeType;
import dev.probity.probe.Probes;
import dev.probity.registration.CheckDefinition;
import dev.probity.registration.CheckDefinition.Pace;
import dev.probity.registration.ProbityAutoConfiguration;
import dev.probity.registration.SwitchedOffChecks;
import dev.probity.registration.Watchdog;
import dev.probity.settings.CheckNames;
import dev.probity.settings.ProbityProperties;
import dev.probity.settings.VitalProperties;
import dev.probity.time.Ticker;
import dev.probity.traffic.ProbityTrafficAutoConfiguration;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration of the vital checks. Created once in a hierarchy of contexts.
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
@Import(ProgressVitals.class)
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
		return DiskVital.definition(CheckNames.DISK,
				(policy) -> DiskVital.check(settings.properties().disk(), environment));
	}

	@Bean
	@ConditionalOnMissingBean
	AdoptedDisk probityAdoptedDisk(VitalSettings settings) {
		return new AdoptedDisk(settings);
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
	static LazyInitializationExcludeFilter probityVitalLazyInitializationExcludeFilter() {
		return LazyInitializationExcludeFilter.forBeanTypes(Watchdog.class);
	}

}
