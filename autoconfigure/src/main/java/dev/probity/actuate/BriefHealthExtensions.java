package dev.probity.actuate;

import java.time.Duration;

import dev.probity.contributor.LifecycleComponent;
import dev.probity.registration.BeanOrigin;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointWebExtension;
import org.springframework.boot.health.actuate.endpoint.ReactiveHealthEndpointWebExtension;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointProperties;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.health.registry.ReactiveHealthContributorRegistry;

/**
 * Stands in front of Boot's own health endpoint on the web. One that the application has
 * written itself is left alone.
 */
final class BriefHealthExtensions {

	private static final String BOOTS = HealthEndpointAutoConfiguration.class.getPackageName() + ".";

	private BriefHealthExtensions() {
	}

	private static @Nullable Duration slowIndicatorThreshold(ObjectProvider<HealthEndpointProperties> properties) {
		return properties.getObject().getLogging().getSlowIndicatorThreshold();
	}

	/**
	 * For the servlet stack.
	 */
	record Blocking(ConfigurableListableBeanFactory beanFactory, ObjectProvider<LifecycleComponent> lifecycle,
			ObjectProvider<HealthEndpointGroups> groups, ObjectProvider<HealthContributorRegistry> registry,
			ObjectProvider<ReactiveHealthContributorRegistry> reactiveRegistry,
			ObjectProvider<HealthEndpointProperties> properties) implements BeanPostProcessor {

		@Override
		public Object postProcessAfterInitialization(Object bean, String beanName) {
			return (bean.getClass() == HealthEndpointWebExtension.class
					&& BeanOrigin.isIn(BOOTS, this.beanFactory, beanName))
							? new BriefHealthWebExtension((HealthEndpointWebExtension) bean, this.lifecycle.getObject(),
									this.groups.getObject(), this.registry.getObject(),
									this.reactiveRegistry.getIfAvailable(), slowIndicatorThreshold(this.properties))
							: bean;
		}

	}

	/**
	 * For the reactive stack.
	 */
	record Reactive(ConfigurableListableBeanFactory beanFactory, ObjectProvider<LifecycleComponent> lifecycle,
			ObjectProvider<HealthEndpointGroups> groups, ObjectProvider<HealthContributorRegistry> registry,
			ObjectProvider<ReactiveHealthContributorRegistry> reactiveRegistry,
			ObjectProvider<HealthEndpointProperties> properties) implements BeanPostProcessor {

		@Override
		public Object postProcessAfterInitialization(Object bean, String beanName) {
			return (bean.getClass() == ReactiveHealthEndpointWebExtension.class
					&& BeanOrigin.isIn(BOOTS, this.beanFactory, beanName))
							? new BriefReactiveHealthWebExtension((ReactiveHealthEndpointWebExtension) bean,
									this.lifecycle.getObject(), this.groups.getObject(),
									this.reactiveRegistry.getObject(), this.registry.getIfAvailable(),
									slowIndicatorThreshold(this.properties))
							: bean;
		}

	}

}
