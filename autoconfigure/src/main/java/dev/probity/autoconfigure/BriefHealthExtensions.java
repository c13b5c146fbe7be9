package dev.probity.autoconfigure;

import dev.probity.actuate.BriefHealthWebExtension;
import dev.probity.actuate.BriefReactiveHealthWebExtension;
import dev.probity.actuate.LifecycleHealthIndicator;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointWebExtension;
import org.springframework.boot.health.actuate.endpoint.ReactiveHealthEndpointWebExtension;

/**
 * Stands in front of Boot's own health endpoint on the web. One that the application has
 * written itself is left alone.
 */
final class BriefHealthExtensions {

	private BriefHealthExtensions() {
	}

	/**
	 * For the servlet stack.
	 */
	record Blocking(ObjectProvider<LifecycleHealthIndicator> lifecycle,
			ObjectProvider<HealthEndpointGroups> groups) implements BeanPostProcessor {

		@Override
		public Object postProcessAfterInitialization(Object bean, String beanName) {
			return (bean.getClass() == HealthEndpointWebExtension.class) ? new BriefHealthWebExtension(
					(HealthEndpointWebExtension) bean, this.lifecycle.getObject(), this.groups.getObject()) : bean;
		}

	}

	/**
	 * For the reactive stack.
	 */
	record Reactive(ObjectProvider<LifecycleHealthIndicator> lifecycle,
			ObjectProvider<HealthEndpointGroups> groups) implements BeanPostProcessor {

		@Override
		public Object postProcessAfterInitialization(Object bean, String beanName) {
			return (bean.getClass() == ReactiveHealthEndpointWebExtension.class)
					? new BriefReactiveHealthWebExtension((ReactiveHealthEndpointWebExtension) bean,
							this.lifecycle.getObject(), this.groups.getObject())
					: bean;
		}

	}

}
