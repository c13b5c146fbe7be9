package dev.probity.indicator;

import dev.probity.contributor.AdoptingReactiveRegistry;
import dev.probity.contributor.AdoptingRegistry;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.health.registry.DefaultHealthContributorRegistry;
import org.springframework.boot.health.registry.DefaultReactiveHealthContributorRegistry;

/**
 * Puts registries that adopt in front of Boot's own. One that the application has written
 * itself is left alone: what is registered with it late is not adopted.
 */
public final class AdoptingRegistries implements BeanPostProcessor {

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean.getClass() == DefaultHealthContributorRegistry.class) {
			return new AdoptingRegistry((DefaultHealthContributorRegistry) bean);
		}
		if (bean.getClass() == DefaultReactiveHealthContributorRegistry.class) {
			return new AdoptingReactiveRegistry((DefaultReactiveHealthContributorRegistry) bean);
		}
		return bean;
	}

}
