package dev.probity.registration;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import dev.probity.change.ListenerThread;
import dev.probity.definition.CheckCriticalities;
import dev.probity.definition.CheckDefinitions;
import dev.probity.definition.CheckSettings;
import dev.probity.definition.ContextSettings;
import dev.probity.definition.DeclaredMembers;
import dev.probity.definition.Features;
import dev.probity.definition.LoadSettings;
import dev.probity.definition.SharedFailures;
import dev.probity.engine.CheckMonitor;
import dev.probity.engine.CheckScheduler;
import dev.probity.engine.CheckWorkers;
import dev.probity.engine.SchedulerThread;
import dev.probity.lifecycle.Instance;
import dev.probity.lifecycle.ReadinessControl;
import dev.probity.lifecycle.StartupWatch;
import dev.probity.probe.LoadShedLimit;
import dev.probity.probe.Probe;
import dev.probity.probe.ProbeHttpStatus;
import dev.probity.probe.ProbeMembers;
import dev.probity.probe.ProbeType;
import dev.probity.probe.Probes;
import dev.probity.probe.WithdrawalRule;
import dev.probity.settings.ProbityProperties;
import dev.probity.time.Ticker;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointProperties;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.AnnotationAwareOrderComparator;

/**
 * The engine, the probes and the checks that are beans. Its beans are made once in a
 * hierarchy of contexts; only the registration of checks is each context's own. What is
 * set for Actuator's health endpoint is set for the probes, too, also where Spring Boot
 * does not read it because nobody can ask the endpoint.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = HealthContributorRegistryAutoConfiguration.class,
		before = HealthEndpointAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = "probity.enabled", matchIfMissing = true)
@EnableConfigurationProperties({ ProbityProperties.class, HealthEndpointProperties.class })
@Import(VariablesRegistrar.class)
public final class ProbityAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	Ticker probityTicker() {
		return Ticker.system();
	}

	@Bean
	@ConditionalOnMissingBean
	ProbeHttpStatus probityProbeHttpStatus(ProbityProperties properties) {
		return LameDuckHttpStatus.of(properties.lameDuck());
	}

	/**
	 * What a hierarchy of contexts has once, in the first context that has Probity.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnMissingBean(Probes.class)
	static class EngineConfiguration {

		@Bean(destroyMethod = "close")
		Engine probityEngine(ProbityProperties properties, ObjectProvider<LoadShedLimit> guards,
				ObjectProvider<CheckWorkers> workers, Instance instance, ObjectProvider<Probes> probes,
				ApplicationContext context, Ticker ticker) {
			LoadSettings load = new LoadSettings(properties.load(), properties.errorRate());
			load.validate();
			LoadShedLimit guard = guards
				.getIfAvailable(() -> new LoadShedLimit(load::terms, new SplittableRandom().nextLong()));
			NotifiedBeans notified = new NotifiedBeans(context);
			ListenerThread thread = new ListenerThread(notified.listeners());
			CheckMonitor monitor = new CheckMonitor(guard, thread);
			CheckScheduler scheduler = new CheckScheduler(monitor, workers.getIfAvailable(CheckWorkers::threads),
					ticker, ticker.clock(), new SplittableRandom());
			StartupWatch conditions = new StartupWatch(instance, ticker);
			ApplicationReady ready = new ApplicationReady(context);
			Watchdog watchdog = new Watchdog(monitor, ticker);
			return new Engine(guard, thread, monitor, scheduler, SchedulerThread.drive(scheduler), conditions,
					new StartupConditions(conditions, ready), new CheckCriticalities(), watchdog, ready,
					new PeriodicTasks(), notified,
					new CheckLifecycle(scheduler, watchdog, instance, conditions, probes::getObject, ticker));
		}

		@Bean
		CheckMonitor probityCheckMonitor(Engine engine) {
			return engine.monitor();
		}

		@Bean
		Instance probityInstance() {
			return new Instance();
		}

		@Bean
		ReadinessControl probityReadinessControl(Instance instance, Ticker ticker) {
			return new ReadinessControl(instance, ticker, ticker.clock());
		}

		@Bean
		AvailabilityInput probityAvailabilityInput(Instance instance, ObjectProvider<Engine> engine,
				ApplicationContext context) {
			return new AvailabilityInput(instance, () -> engine.getObject().ready(), context);
		}

		/**
		 * By itself, since registries ask for it before there is much else.
		 */
		@Bean
		Features probityFeatures(ProbityProperties properties, HealthEndpointProperties healthProperties) {
			return Features.of(properties, healthProperties);
		}

		@Bean
		Probes probityProbes(Engine engine, Instance instance, Features features, ObjectProvider<WithdrawalRule> peers,
				HealthEndpointProperties properties, ProbityProperties settings, Ticker ticker) {
			CheckCriticalities criticalities = engine.criticalities();
			List<Probe> probes = new ArrayList<>();
			probes.add(new Probe(Probe.LIVENESS, ProbeType.LIVENESS,
					members(properties, Probe.LIVENESS, criticalities::forLiveness, criticalities)));
			probes.add(new Probe(Probe.READINESS, ProbeType.READINESS,
					members(properties, Probe.READINESS, criticalities::forReadiness, criticalities)));
			probes.add(new Probe(Probe.STARTUP, ProbeType.STARTUP, (check) -> null));
			features.all()
				.forEach((feature) -> probes
					.add(Probe.ofFeature(feature.name(), feature.withShadows(criticalities::isShadow))));
			SharedFailures rule = SharedFailures.of(settings.fleet(), criticalities, peers.getIfAvailable());
			return new Probes(probes, engine.monitor(), engine.guard(), rule, instance, List.of(engine.conditions()),
					ticker);
		}

		private static ProbeMembers members(HealthEndpointProperties properties, String probe, ProbeMembers members,
				CheckCriticalities criticalities) {
			return DeclaredMembers.of(properties, probe)
				.redefine(members, criticalities::whereIncluded)
				.withShadows(criticalities::isShadow);
		}

	}

	@Bean
	CheckRegistrar probityCheckRegistrar(ConfigurableApplicationContext context, Engine engine, Features features,
			ProbityProperties properties, ObjectProvider<LaterChecks> later,
			ObjectProvider<CheckPublication> publication, ObjectProvider<StandInChecks> standIns) {
		ContextTasks.evaluate(context, engine.tasks());
		List<CheckDefinitions> sources = OwnChecks.of(context);
		sources.addAll(ApplicationBeans.of(context, CheckDefinitions.class).values());
		AnnotationAwareOrderComparator.sort(sources);
		ContextSettings names = ContextSettings.of(context, properties, engine.criticalities(), features,
				LaterChecks.anyOf(later)::mayCome);
		AwaitedContext awaited = new AwaitedContext(engine, context);
		// a bean that listens would be made for the events of a child of a bean
		context.addApplicationListener(names);
		context.addApplicationListener(awaited);
		return new CheckRegistrar(sources, new CheckSettings(properties, context.getEnvironment()), names, awaited,
				engine, publication.getIfAvailable(), standIns.getIfAvailable(() -> (name, check) -> check));
	}

	@Bean
	static LazyInitializationExcludeFilter probityLazyInitializationExcludeFilter() {
		return new EagerBeans();
	}

}
