package dev.probity.indicator;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.probity.contributor.AdoptingReactiveRegistry;
import dev.probity.contributor.AdoptingRegistry;
import dev.probity.contributor.LifecycleComponent;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.ReactiveHealthContributor;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.health.registry.ReactiveHealthContributorRegistry;

/**
 * The contributors in Actuator's registries, blocking and reactive, that could be checks:
 * all but the phase.
 */
public final class RegisteredIndicators {

	private final HealthContributorRegistry registry;

	private final @Nullable ReactiveHealthContributorRegistry reactiveRegistry;

	public RegisteredIndicators(HealthContributorRegistry registry,
			@Nullable ReactiveHealthContributorRegistry reactiveRegistry) {
		this.registry = registry;
		this.reactiveRegistry = reactiveRegistry;
	}

	/**
	 * Those of an application.
	 * @param beanFactory the beans of the application, which has a registry
	 * @return its indicators
	 */
	public static RegisteredIndicators in(BeanFactory beanFactory) {
		return new RegisteredIndicators(beanFactory.getBean(HealthContributorRegistry.class),
				beanFactory.getBeanProvider(ReactiveHealthContributorRegistry.class).getIfAvailable());
	}

	/**
	 * The contributors by name; of one that is in both registries, the blocking one.
	 */
	public Map<String, IndicatorSource> byName() {
		Map<String, IndicatorSource> sources = new LinkedHashMap<>();
		this.registry.stream()
			.forEach((entry) -> sources.put(entry.name(), new IndicatorSource(entry.name(), entry.contributor())));
		if (this.reactiveRegistry != null) {
			this.reactiveRegistry.stream()
				.forEach((entry) -> sources.putIfAbsent(entry.name(),
						new IndicatorSource(entry.name(), entry.contributor())));
		}
		sources.values().removeIf((source) -> LifecycleComponent.isShownBy(source.contributor()));
		return sources;
	}

	/**
	 * Have adopted what is registered from now on.
	 */
	void adoptLaterBy(LateAdoption adoption) {
		if (this.registry instanceof AdoptingRegistry adopting) {
			adopting.adoptBy(new RegistryAdoption<>(HealthContributor.class,
					(name) -> adopting.getContributor(name) != null, adoption));
		}
		if (this.reactiveRegistry instanceof AdoptingReactiveRegistry adopting) {
			adopting.adoptBy(new RegistryAdoption<>(ReactiveHealthContributor.class,
					(name) -> adopting.getContributor(name) != null, adoption));
		}
	}

}
