package dev.probity.actuate;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.probity.contributor.CheckContributors;
import dev.probity.contributor.ContributorBeans;
import dev.probity.contributor.LifecycleComponent;
import dev.probity.contributor.UnadoptedContributors;
import dev.probity.definition.CheckSettings;
import dev.probity.definition.DeclaredMembers;
import dev.probity.definition.Feature;
import dev.probity.definition.Features;
import dev.probity.detail.DetailShape;
import dev.probity.engine.CheckMonitor;
import dev.probity.indicator.AdoptedVital;
import dev.probity.indicator.AdoptingRegistries;
import dev.probity.indicator.AdoptionSettings;
import dev.probity.indicator.AvailabilityIndicators;
import dev.probity.indicator.CompositeWatch;
import dev.probity.indicator.IndicatorAdoption;
import dev.probity.indicator.IndicatorChecks;
import dev.probity.indicator.IndicatorResults;
import dev.probity.indicator.IndicatorStatuses;
import dev.probity.indicator.JacksonDetailShape;
import dev.probity.indicator.LivenessGroupValidator;
import dev.probity.indicator.RegisteredIndicators;
import dev.probity.indicator.SynchronouslyReadIndicators;
import dev.probity.lifecycle.StartupCondition;
import dev.probity.probe.Probe;
import dev.probity.probe.ProbeHttpStatus;
import dev.probity.probe.Probes;
import dev.probity.registration.Engine;
import dev.probity.registration.LaterChecks;
import dev.probity.registration.ProbityAutoConfiguration;
import dev.probity.settings.ProbityProperties;
import dev.probity.time.Ticker;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.actuate.endpoint.jackson.EndpointJsonMapper;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointProperties;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.health.registry.ReactiveHealthContributorRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.util.ClassUtils;
import org.springframework.util.function.SingletonSupplier;

/**
 * Actuator's view of checks and probes.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = ProbityAutoConfiguration.class, before = HealthEndpointAutoConfiguration.class)
@ConditionalOnBean({ Probes.class, HealthContributorRegistry.class })
public final class ProbityHealthAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	LifecycleComponent probityLifecycleComponent(BeanFactory beanFactory, Probes probes) {
		return new LifecycleComponent(new ContributorBeans(beanFactory), probes);
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(Mono.class)
	static class ReactiveConfiguration {

		@Bean
		static BriefHealthExtensions.Reactive probityReactiveBriefHealthExtension(
				ConfigurableListableBeanFactory beanFactory, ObjectProvider<LifecycleComponent> lifecycle,
				ObjectProvider<HealthEndpointGroups> groups, ObjectProvider<HealthContributorRegistry> registry,
				ObjectProvider<ReactiveHealthContributorRegistry> reactiveRegistry,
				ObjectProvider<HealthEndpointProperties> endpoint) {
			return new BriefHealthExtensions.Reactive(beanFactory, lifecycle, groups, registry, reactiveRegistry,
					endpoint);
		}

	}

	@Bean
	@ConditionalOnMissingBean
	CheckContributors probityCheckContributors(HealthContributorRegistry registry,
			ObjectProvider<ReactiveHealthContributorRegistry> reactiveRegistry, LifecycleComponent lifecycle,
			CheckMonitor monitor, Probes probes, Ticker ticker) {
		return new CheckContributors(registry, reactiveRegistry.getIfAvailable(), lifecycle, monitor, probes, ticker);
	}

	@Bean
	@ConditionalOnMissingBean
	ProbeGroups probityProbeGroups(Probes probes, CheckMonitor monitor, ProbeHttpStatus httpStatus,
			HealthEndpointProperties properties, Engine engine, LifecycleComponent lifecycle, BeanFactory beanFactory,
			ObjectProvider<HealthContributorRegistry> registry,
			ObjectProvider<ReactiveHealthContributorRegistry> reactiveRegistry,
			ObjectProvider<CheckContributors> contributors, Ticker ticker, ProbityProperties probity) {
		// late: the registries ask the groups whether a name may be that of a contributor
		Supplier<UnadoptedContributors> others = SingletonSupplier
			.of(() -> new UnadoptedContributors(registry.getObject(), reactiveRegistry.getIfAvailable(),
					contributors.getObject()));
		return new ProbeGroups(probes, monitor, httpStatus, properties, lifecycle, new ContributorBeans(beanFactory),
				(application) -> new RootAggregator(application, monitor, engine.criticalities()::isDispensable,
						() -> others.get().statuses(), ticker, probity.actuate().degradedAs().status()));
	}

	@Bean
	IndicatorAdoption probityIndicatorAdoption(BeanFactory beanFactory, ProbityProperties properties,
			ConfigurableEnvironment environment, HealthEndpointProperties declared,
			ObjectProvider<SynchronouslyReadIndicators> asked, ObjectProvider<DetailShape> shape,
			ObjectProvider<AdoptedVital> vital, Features features, CheckContributors contributors, CheckMonitor monitor,
			Ticker ticker) {
		CheckSettings checks = new CheckSettings(properties, environment);
		AdoptionSettings settings = new AdoptionSettings(properties, checks,
				DeclaredMembers.of(declared, Probe.LIVENESS), DeclaredMembers.of(declared, Probe.READINESS),
				(name) -> asked.stream().anyMatch((who) -> who.include(name)), vital::getIfAvailable);
		RegisteredIndicators indicators = RegisteredIndicators.in(beanFactory);
		LivenessGroupValidator liveness = livenessGroup(properties, declared, indicators, monitor);
		return new IndicatorAdoption(IndicatorAdoption.ofParent(beanFactory), indicators,
				new IndicatorChecks(settings, checks,
						new IndicatorResults(statuses(declared, features),
								shape.getIfAvailable(() -> shape(beanFactory))),
						liveness, AvailabilityIndicators.in(beanFactory, ready(beanFactory)::isMet)),
				contributors, new CompositeWatch(ticker), monitor,
				() -> compareGroups(beanFactory, declared, contributors, liveness));
	}

	private static StartupCondition ready(BeanFactory beanFactory) {
		return beanFactory.getBean(Engine.class).ready();
	}

	private static IndicatorStatuses statuses(HealthEndpointProperties declared, Features features) {
		return DeclaredStatuses.of(declared,
				Stream.concat(Stream.of(Probe.LIVENESS, Probe.READINESS), features.all().stream().map(Feature::name)));
	}

	/**
	 * Objects among the details look as Actuator's own JSON mapper shows them, which the
	 * application may have replaced by its own.
	 */
	private static DetailShape shape(BeanFactory beanFactory) {
		ClassLoader loader = (beanFactory instanceof ConfigurableBeanFactory configurable)
				? configurable.getBeanClassLoader() : null;
		return ClassUtils.isPresent("tools.jackson.databind.json.JsonMapper", loader) ? JacksonShape.of(beanFactory)
				: DetailShape.STANDARD;
	}

	/**
	 * Loaded only where there is such a library.
	 */
	private static final class JacksonShape {

		static DetailShape of(BeanFactory beanFactory) {
			ObjectProvider<EndpointJsonMapper> endpoint = beanFactory.getBeanProvider(EndpointJsonMapper.class);
			ObjectProvider<JsonMapper> application = beanFactory.getBeanProvider(JsonMapper.class);
			return new JacksonDetailShape(SingletonSupplier.ofNullable(() -> {
				EndpointJsonMapper mapper = endpoint.getIfAvailable();
				return (mapper != null) ? mapper.get() : application.getIfAvailable();
			}));
		}

	}

	private static LivenessGroupValidator livenessGroup(ProbityProperties properties, HealthEndpointProperties declared,
			RegisteredIndicators indicators, CheckMonitor monitor) {
		return new LivenessGroupValidator(properties.liveness().guard(), DeclaredMembers.of(declared, Probe.LIVENESS),
				indicators, monitor);
	}

	@Bean
	static HealthBeans probityHealthBeans(ConfigurableListableBeanFactory beanFactory,
			ObjectProvider<LifecycleComponent> lifecycle, ObjectProvider<HealthEndpointGroups> groups,
			ObjectProvider<HealthContributorRegistry> registry,
			ObjectProvider<ReactiveHealthContributorRegistry> reactiveRegistry,
			ObjectProvider<HealthEndpointProperties> endpoint) {
		return new HealthBeans(List.of(new AdoptingRegistries(), new BriefHealthExtensions.Blocking(beanFactory,
				lifecycle, groups, registry, reactiveRegistry, endpoint)));
	}

	/**
	 * What there is to be compared is there once the checks have been registered.
	 */
	private static void compareGroups(BeanFactory beans, HealthEndpointProperties declared,
			CheckContributors contributors, LivenessGroupValidator liveness) {
		Probes probes = beans.getBean(Probes.class);
		new HealthGroupChecks(
				new LaterMembers(NamedContributors.in(beans, declared),
						beans.getBeanProvider(LaterChecks.class).orderedStream().toList(), contributors),
				liveness,
				new GroupMemberValidator(DeclaredMembers.of(declared, Probe.READINESS),
						DeclaredMembers.of(declared, Probe.LIVENESS), beans.getBean(Engine.class).criticalities()),
				(IndicatorAdoption.ofParent(beans) == null) ? new IgnoredGroupSettings(declared, probes.all()) : null,
				new ForeignProbeGroups(probes, beans.getBeanProvider(HealthEndpointGroups.class),
						beans.getBean(LifecycleComponent.class), new ContributorBeans(beans)))
			.run();
	}

}
