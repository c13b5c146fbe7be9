package dev.probity.autoconfigure;

import java.util.function.Supplier;

import dev.probity.actuate.CheckContributors;
import dev.probity.actuate.DeclaredMembers;
import dev.probity.actuate.LifecycleHealthIndicator;
import dev.probity.actuate.OtherContributors;
import dev.probity.actuate.ProbeGroups;
import dev.probity.actuate.RootAggregator;
import dev.probity.check.CheckMonitor;
import dev.probity.check.Ticker;
import dev.probity.dependency.IndicatorStatuses;
import dev.probity.probe.ProbeHttpStatus;
import dev.probity.probe.Probes;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
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
				ObjectProvider<LifecycleHealthIndicator> lifecycle, ObjectProvider<HealthEndpointGroups> groups) {
			return new BriefHealthExtensions.Reactive(lifecycle, groups);
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
			ObjectProvider<OtherContributors> otherContributors, Ticker ticker) {
		// late: the registries ask the groups whether a name may be that of a contributor
		Supplier<OtherContributors> others = SingletonSupplier.of(otherContributors::getObject);
		return new ProbeGroups(probes, monitor, httpStatus, properties.getIfAvailable(),
				(application) -> new RootAggregator(application, monitor, criticalities::isDispensable,
						() -> others.get().statuses(), ticker));
	}

	@Bean
	FeatureNameClash probityFeatureNameClash(Features features) {
		return new FeatureNameClash(features);
	}

	@Bean
	OtherContributors probityOtherContributors(HealthContributorRegistry registry,
			ObjectProvider<ReactiveHealthContributorRegistry> reactiveRegistry, CheckContributors contributors) {
		return new OtherContributors(registry, reactiveRegistry.getIfAvailable(), contributors);
	}

	@Bean
	RegisteredIndicators probityRegisteredIndicators(HealthContributorRegistry registry,
			ObjectProvider<ReactiveHealthContributorRegistry> reactiveRegistry) {
		return new RegisteredIndicators(registry, reactiveRegistry.getIfAvailable());
	}

	@Bean
	IndicatorAdoption probityIndicatorAdoption(RegisteredIndicators indicators, ProbityProperties properties,
			ObjectProvider<HealthEndpointProperties> healthProperties, LivenessGuardian guardian,
			ObjectProvider<AskedIndicators> asked, ObjectProvider<VitalSettings> vitals, CheckMonitor monitor) {
		HealthEndpointProperties declared = healthProperties.getIfAvailable();
		AdoptionSettings settings = new AdoptionSettings(properties, new CheckSettings(properties),
				DeclaredMembers.of(declared, "liveness"), DeclaredMembers.of(declared, "readiness"),
				(name) -> asked.stream().anyMatch((who) -> who.include(name)), vitals::getIfAvailable);
		return new IndicatorAdoption(indicators, settings,
				IndicatorStatuses.inOrder((declared != null) ? declared.getStatus().getOrder() : null), guardian,
				monitor);
	}

	@Bean
	static AdoptingRegistries probityAdoptingRegistries() {
		return new AdoptingRegistries();
	}

	@Bean
	static BriefHealthExtensions.Blocking probityBriefHealthExtension(
			ObjectProvider<LifecycleHealthIndicator> lifecycle, ObjectProvider<HealthEndpointGroups> groups) {
		return new BriefHealthExtensions.Blocking(lifecycle, groups);
	}

	@Bean
	LivenessGuardian probityLivenessGuardian(ProbityProperties properties, RegisteredIndicators indicators,
			ObjectProvider<HealthEndpointProperties> healthProperties, CheckMonitor monitor) {
		return new LivenessGuardian(properties.liveness().guard(),
				DeclaredMembers.of(healthProperties.getIfAvailable(), "liveness"), indicators, monitor);
	}

	/**
	 * After the checks have been registered, which the registrar is here for.
	 */
	@Bean
	GroupGuardian probityGroupGuardian(CheckRegistrar registrar, CheckCriticalities criticalities,
			ObjectProvider<HealthEndpointProperties> healthProperties) {
		HealthEndpointProperties declared = healthProperties.getIfAvailable();
		return new GroupGuardian(DeclaredMembers.of(declared, "readiness"), DeclaredMembers.of(declared, "liveness"),
				criticalities);
	}

}
