package dev.probity.actuate;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import dev.probity.check.CheckMonitor;
import dev.probity.detail.DetailShape;
import dev.probity.indicator.AdoptedVital;
import dev.probity.indicator.AdoptingRegistries;
import dev.probity.indicator.AdoptionSettings;
import dev.probity.indicator.CheckContributors;
import dev.probity.indicator.CompositeWatch;
import dev.probity.indicator.IndicatorAdoption;
import dev.probity.indicator.IndicatorChecks;
import dev.probity.indicator.IndicatorResults;
import dev.probity.indicator.IndicatorStatuses;
import dev.probity.indicator.JacksonDetailShape;
import dev.probity.indicator.LivenessGroupValidator;
import dev.probity.indicator.RegisteredIndicators;
import dev.probity.indicator.SynchronouslyReadIndicators;
import dev.probity.indicator.UnadoptedContributors;
import dev.probity.probe.Probe;
import dev.probity.probe.ProbeHttpStatus;
import dev.probity.probe.Probes;
import dev.probity.registration.CheckCriticalities;
import dev.probity.registration.CheckRegistrar;
import dev.probity.registration.CheckSettings;
import dev.probity.registration.DeclaredMembers;
import dev.probity.registration.Features;
import dev.probity.registration.LaterChecks;
import dev.probity.registration.ProbityAutoConfiguration;
import dev.probity.registration.RegisteredChecks;
import dev.probity.settings.ProbityProperties;
import dev.probity.time.Ticker;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.actuate.endpoint.jackson.EndpointJsonMapper;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.grpc.server.autoconfigure.health.GrpcServerHealthProperties;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointProperties;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.health.registry.ReactiveHealthContributorRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
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
	LifecycleHealthIndicator lifecycleHealthIndicator(Probes probes) {
		return new LifecycleHealthIndicator(probes);
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(Mono.class)
	static class ReactiveConfiguration {

		@Bean
		@ConditionalOnMissingBean(name = "lifecycleHealthContributor")
		ReactiveHealthIndicator lifecycleHealthContributor(LifecycleHealthIndicator lifecycle) {
			return () -> Mono.fromSupplier(lifecycle::health);
		}

		@Bean
		static BriefHealthExtensions.Reactive probityReactiveBriefHealthExtension(
				ConfigurableListableBeanFactory beanFactory, ObjectProvider<LifecycleHealthIndicator> lifecycle,
				ObjectProvider<HealthEndpointGroups> groups, ObjectProvider<HealthContributorRegistry> registry,
				ObjectProvider<ReactiveHealthContributorRegistry> reactiveRegistry) {
			return new BriefHealthExtensions.Reactive(beanFactory, lifecycle, groups, registry, reactiveRegistry);
		}

	}

	@Bean
	@ConditionalOnMissingBean
	CheckContributors probityCheckContributors(HealthContributorRegistry registry,
			ObjectProvider<ReactiveHealthContributorRegistry> reactiveRegistry, CheckMonitor monitor, Probes probes,
			Ticker ticker) {
		return new CheckContributors(registry, reactiveRegistry.getIfAvailable(), monitor, probes, ticker);
	}

	@Bean
	@ConditionalOnMissingBean
	ProbeGroups probityProbeGroups(Probes probes, CheckMonitor monitor, ProbeHttpStatus httpStatus,
			ObjectProvider<HealthEndpointProperties> properties, CheckCriticalities criticalities,
			ObjectProvider<UnadoptedContributors> unadopted, Ticker ticker, ProbityProperties probity) {
		// late: the registries ask the groups whether a name may be that of a contributor
		Supplier<UnadoptedContributors> others = SingletonSupplier.of(unadopted::getObject);
		return new ProbeGroups(probes, monitor, httpStatus, properties.getIfAvailable(),
				(application) -> new RootAggregator(application, monitor, criticalities::isDispensable,
						() -> others.get().statuses(), ticker, probity.actuate().degradedAs().status()));
	}

	@Bean
	FeatureNameClash probityFeatureNameClash(Features features) {
		return new FeatureNameClash(features);
	}

	@Bean
	UnadoptedContributors probityUnadoptedContributors(HealthContributorRegistry registry,
			ObjectProvider<ReactiveHealthContributorRegistry> reactiveRegistry, CheckContributors contributors) {
		return new UnadoptedContributors(registry, reactiveRegistry.getIfAvailable(), contributors);
	}

	@Bean
	RegisteredIndicators probityRegisteredIndicators(HealthContributorRegistry registry,
			ObjectProvider<ReactiveHealthContributorRegistry> reactiveRegistry) {
		return new RegisteredIndicators(registry, reactiveRegistry.getIfAvailable());
	}

	@Bean
	CompositeWatch probityCompositeWatch(Ticker ticker) {
		return new CompositeWatch(ticker);
	}

	@Bean
	IndicatorAdoption probityIndicatorAdoption(RegisteredIndicators indicators, ProbityProperties properties,
			CheckSettings checks, ObjectProvider<HealthEndpointProperties> healthProperties,
			LivenessGroupValidator livenessValidator, ObjectProvider<SynchronouslyReadIndicators> asked,
			ObjectProvider<DetailShape> shape, ObjectProvider<AdoptedVital> vital, CheckContributors contributors,
			CompositeWatch watch, CheckMonitor monitor) {
		HealthEndpointProperties declared = healthProperties.getIfAvailable();
		AdoptionSettings settings = new AdoptionSettings(properties, checks,
				DeclaredMembers.of(declared, Probe.LIVENESS), DeclaredMembers.of(declared, Probe.READINESS),
				(name) -> asked.stream().anyMatch((who) -> who.include(name)), vital::getIfAvailable);
		IndicatorStatuses statuses = (declared != null)
				? IndicatorStatuses.of(declared.getStatus().getOrder(), declared.getStatus().getHttpMapping())
				: IndicatorStatuses.of(null, null);
		return new IndicatorAdoption(indicators, new IndicatorChecks(settings, checks,
				new IndicatorResults(statuses, shape.getIfAvailable(() -> DetailShape.STANDARD)), livenessValidator),
				contributors, watch, monitor);
	}

	/**
	 * Objects among the details look as Actuator's own JSON mapper shows them, which the
	 * application may have replaced by its own.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(JsonMapper.class)
	static class JacksonConfiguration {

		@Bean
		@ConditionalOnMissingBean(DetailShape.class)
		JacksonDetailShape probityDetailShape(ObjectProvider<EndpointJsonMapper> endpoint,
				ObjectProvider<JsonMapper> application) {
			return new JacksonDetailShape(SingletonSupplier.ofNullable(() -> {
				EndpointJsonMapper mapper = endpoint.getIfAvailable();
				return (mapper != null) ? mapper.get() : application.getIfAvailable();
			}));
		}

	}

	@Bean
	static AdoptingRegistries probityAdoptingRegistries() {
		return new AdoptingRegistries();
	}

	@Bean
	static BriefHealthExtensions.Blocking probityBriefHealthExtension(ConfigurableListableBeanFactory beanFactory,
			ObjectProvider<LifecycleHealthIndicator> lifecycle, ObjectProvider<HealthEndpointGroups> groups,
			ObjectProvider<HealthContributorRegistry> registry,
			ObjectProvider<ReactiveHealthContributorRegistry> reactiveRegistry) {
		return new BriefHealthExtensions.Blocking(beanFactory, lifecycle, groups, registry, reactiveRegistry);
	}

	/**
	 * After the checks have been registered, which the registrar is here for.
	 */
	@Bean
	LaterMembers probityLaterMembers(CheckRegistrar registrar, ObjectProvider<NamedContributors> named,
			ObjectProvider<LaterChecks> later, CheckContributors contributors) {
		return new LaterMembers(named.orderedStream().toList(), later.orderedStream().toList(), contributors);
	}

	@Bean
	NamedContributors probityGroupMembers(ObjectProvider<HealthEndpointProperties> properties) {
		return () -> {
			Map<String, @Nullable Set<String>> names = new LinkedHashMap<>();
			properties.ifAvailable((declared) -> declared.getGroup().forEach((name, group) -> {
				names.put("management.endpoint.health.group.%s.include".formatted(name), group.getInclude());
				names.put("management.endpoint.health.group.%s.exclude".formatted(name), group.getExclude());
			}));
			return names;
		};
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(name = "org.springframework.boot.grpc.server.autoconfigure.health.GrpcServerHealthProperties")
	static class GrpcConfiguration {

		@Bean
		NamedContributors probityGrpcServiceMembers(ObjectProvider<GrpcServerHealthProperties> properties) {
			return () -> {
				Map<String, @Nullable Set<String>> names = new LinkedHashMap<>();
				properties.ifAvailable((declared) -> declared.getService().forEach((name, service) -> {
					names.put("spring.grpc.server.health.service.%s.include".formatted(name), service.getInclude());
					names.put("spring.grpc.server.health.service.%s.exclude".formatted(name), service.getExclude());
				}));
				return names;
			};
		}

	}

	@Bean
	LivenessGroupValidator probityLivenessGroupValidator(ProbityProperties properties, RegisteredIndicators indicators,
			ObjectProvider<HealthEndpointProperties> healthProperties, CheckMonitor monitor) {
		return new LivenessGroupValidator(properties.liveness().guard(),
				DeclaredMembers.of(healthProperties.getIfAvailable(), Probe.LIVENESS), indicators, monitor);
	}

	/**
	 * After the checks have been registered, which the registrar is here for.
	 */
	@Bean
	GroupMemberValidator probityGroupMemberValidator(RegisteredChecks registrar, CheckCriticalities criticalities,
			ObjectProvider<HealthEndpointProperties> healthProperties) {
		HealthEndpointProperties declared = healthProperties.getIfAvailable();
		return new GroupMemberValidator(DeclaredMembers.of(declared, Probe.READINESS),
				DeclaredMembers.of(declared, Probe.LIVENESS), criticalities);
	}

	@Bean
	static LazyInitializationExcludeFilter probityGroupMemberLazyInitializationExcludeFilter() {
		return LazyInitializationExcludeFilter.forBeanTypes(GroupMemberValidator.class, ForeignProbeGroups.class,
				LaterMembers.class);
	}

	@Bean
	ForeignProbeGroups probityForeignProbeGroups(Probes probes, ObjectProvider<HealthEndpointGroups> groups) {
		return new ForeignProbeGroups(probes, groups);
	}

}
