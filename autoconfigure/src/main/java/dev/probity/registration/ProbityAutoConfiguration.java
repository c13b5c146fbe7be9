package dev.probity.registration;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import dev.probity.check.CheckMonitor;
import dev.probity.check.CheckScheduler;
import dev.probity.check.CheckWorkers;
import dev.probity.check.ListenerThread;
import dev.probity.check.SchedulerThread;
import dev.probity.check.StateTransitionListener;
import dev.probity.lifecycle.Instance;
import dev.probity.lifecycle.ReadinessControl;
import dev.probity.lifecycle.StartupWatch;
import dev.probity.probe.LoadShedLimit;
import dev.probity.probe.Probe;
import dev.probity.probe.ProbeHttpStatus;
import dev.probity.probe.ProbeMembers;
import dev.probity.probe.ProbeType;
import dev.probity.probe.Probes;
import dev.probity.settings.ProbityProperties;
import dev.probity.settings.ProbityVariables;
import dev.probity.settings.SettingsWithoutMeaning;
import dev.probity.time.Ticker;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointProperties;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.AnnotationAwareOrderComparator;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * The engine, the probes and the checks that are beans. Its beans are made once in a
 * hierarchy of contexts; only the registration of checks is each context's own.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = HealthContributorRegistryAutoConfiguration.class,
		before = HealthEndpointAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = "probity.enabled", matchIfMissing = true)
@EnableConfigurationProperties(ProbityProperties.class)
public final class ProbityAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	Ticker probityTicker() {
		return Ticker.system();
	}

	@Bean(destroyMethod = "close")
	@ConditionalOnMissingBean
	ListenerThread probityListenerThread(ObjectProvider<StateTransitionListener> listeners) {
		return new ListenerThread(listeners.orderedStream().toList());
	}

	@Bean
	@ConditionalOnMissingBean
	LoadShedLimit probityLoadShedLimit(ProbityProperties properties) {
		LoadSettings settings = new LoadSettings(properties.load(), properties.errorRate());
		settings.validate();
		return new LoadShedLimit(settings::terms, new SplittableRandom().nextLong());
	}

	@Bean
	@ConditionalOnMissingBean
	CheckMonitor probityCheckMonitor(LoadShedLimit guard, ListenerThread listeners) {
		return new CheckMonitor(guard, listeners);
	}

	@Bean
	@ConditionalOnMissingBean
	CheckScheduler probityCheckScheduler(CheckMonitor monitor, Ticker ticker) {
		return new CheckScheduler(monitor, CheckWorkers.threads(), ticker, InstantSource.system(),
				new SplittableRandom());
	}

	@Bean(destroyMethod = "close")
	@ConditionalOnMissingBean
	SchedulerThread probitySchedulerThread(CheckScheduler scheduler) {
		return SchedulerThread.drive(scheduler);
	}

	@Bean
	@ConditionalOnMissingBean
	CheckLifecycle probityCheckLifecycle(CheckScheduler scheduler, SchedulerThread thread, Instance instance,
			StartupWatch conditions, ObjectProvider<Probes> probes, Ticker ticker) {
		return new CheckLifecycle(scheduler, instance, conditions, probes::getObject, ticker);
	}

	@Bean
	@ConditionalOnMissingBean
	Instance probityInstance() {
		return new Instance();
	}

	@Bean
	@ConditionalOnMissingBean
	ProbeHttpStatus probityProbeHttpStatus(ProbityProperties properties) {
		return LameDuckHttpStatus.of(properties.lameDuck());
	}

	@Bean
	@ConditionalOnMissingBean
	ReadinessControl probityReadinessControl(Instance instance, Ticker ticker) {
		return new ReadinessControl(instance, ticker, InstantSource.system());
	}

	@Bean
	@ConditionalOnMissingBean
	AvailabilityInput probityAvailabilityInput(Instance instance, ApplicationContext context) {
		return new AvailabilityInput(instance, context);
	}

	@Bean
	@ConditionalOnMissingBean
	ApplicationReady probityApplicationReady(ApplicationContext context) {
		return new ApplicationReady(context);
	}

	@Bean
	AwaitedContext probityAwaitedContext(ApplicationReady applicationReady, ApplicationContext context) {
		return new AwaitedContext(applicationReady, context);
	}

	@Bean(destroyMethod = "close")
	@ConditionalOnMissingBean
	StartupWatch probityStartupWatch(Instance instance, Ticker ticker) {
		return new StartupWatch(instance, ticker);
	}

	@Bean
	@ConditionalOnMissingBean
	CheckCriticalities probityCheckCriticalities() {
		return new CheckCriticalities();
	}

	@Bean
	@ConditionalOnMissingBean
	Features probityFeatures(ProbityProperties properties, ObjectProvider<HealthEndpointProperties> healthProperties) {
		return Features.of(properties, healthProperties.getIfAvailable());
	}

	@Bean
	@ConditionalOnMissingBean
	Probes probityProbes(CheckMonitor monitor, LoadShedLimit guard, Instance instance, CheckCriticalities criticalities,
			Features features, ListableBeanFactory beanFactory, StartupWatch watch,
			ObjectProvider<HealthEndpointProperties> healthProperties, Ticker ticker) {
		HealthEndpointProperties properties = healthProperties.getIfAvailable();
		List<Probe> probes = new ArrayList<>();
		probes.add(new Probe(Probe.LIVENESS, ProbeType.LIVENESS,
				members(properties, Probe.LIVENESS, criticalities::forLiveness, criticalities)));
		probes.add(new Probe(Probe.READINESS, ProbeType.READINESS,
				members(properties, Probe.READINESS, criticalities::forReadiness, criticalities)));
		probes.add(new Probe(Probe.STARTUP, ProbeType.STARTUP, (check) -> null));
		features.all()
			.forEach((feature) -> probes
				.add(Probe.ofFeature(feature.name(), feature.withShadows(criticalities::isShadow))));
		return new Probes(probes, monitor, guard, instance, StartupConditions.of(beanFactory, watch), ticker);
	}

	private static ProbeMembers members(@Nullable HealthEndpointProperties properties, String probe,
			ProbeMembers members, CheckCriticalities criticalities) {
		return DeclaredMembers.of(properties, probe)
			.redefine(members, criticalities::whereIncluded)
			.withShadows(criticalities::isShadow);
	}

	@Bean
	BeanCheckDefinitions probityBeanCheckDefinitions(ListableBeanFactory beanFactory) {
		return new BeanCheckDefinitions(beanFactory);
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(Mono.class)
	static class ReactiveConfiguration {

		@Bean
		ReactiveBeanCheckDefinitions probityReactiveBeanCheckDefinitions(ListableBeanFactory beanFactory) {
			return new ReactiveBeanCheckDefinitions(beanFactory);
		}

	}

	@Bean
	static BeanFactoryPostProcessor probityEnvironmentVariables(ConfigurableEnvironment environment) {
		// of an application that is not made by SpringApplication
		return (beanFactory) -> ProbityVariables.apply(environment);
	}

	@Bean
	@ConditionalOnMissingBean
	SettingsWithoutMeaning probitySettingsWithoutMeaning(ConfigurableEnvironment environment) {
		return new SettingsWithoutMeaning(environment);
	}

	@Bean
	SettingTargets probitySettingTargets(ProbityProperties properties, ConfigurableEnvironment environment,
			CheckCriticalities checks, ApplicationContext context) {
		return new SettingTargets(properties, ProbityVariables.in(environment), checks, context);
	}

	@Bean
	CheckSettings probityCheckSettings(ProbityProperties properties, ConfigurableEnvironment environment) {
		return new CheckSettings(properties, environment);
	}

	@Bean
	CheckRegistrar probityCheckRegistrar(ListableBeanFactory beanFactory, CheckSettings settings,
			CheckCriticalities criticalities, CheckScheduler scheduler, ObjectProvider<Watchdog> watchdog,
			ObjectProvider<CheckPublication> publication, SettingTargets names) {
		List<CheckDefinitions> sources = new ArrayList<>(beanFactory.getBeansOfType(CheckDefinitions.class).values());
		AnnotationAwareOrderComparator.sort(sources);
		return new CheckRegistrar(sources, settings, names, criticalities, scheduler, watchdog.getIfAvailable(),
				publication.getIfAvailable());
	}

	@Bean
	FeatureCheckNames probityFeatureCheckNames(Features features, CheckCriticalities checks, CheckRegistrar registrar,
			ProbityProperties properties) {
		return new FeatureCheckNames(features, checks, properties.validateNames());
	}

	@Bean
	RunningCheckRegistry probityCheckRegistry(CheckRegistrar registrar) {
		return new RunningCheckRegistry(registrar);
	}

	@Bean
	static LazyInitializationExcludeFilter probityLazyInitializationExcludeFilter() {
		return LazyInitializationExcludeFilter.forBeanTypes(CheckRegistrar.class, CheckLifecycle.class,
				SchedulerThread.class, AvailabilityInput.class, ApplicationReady.class, AwaitedContext.class,
				FeatureCheckNames.class, SettingTargets.class, SettingsWithoutMeaning.class);
	}

}
