package dev.probity.actuate;

import java.util.List;

import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Puts what is ours in place of beans of Actuator.
 *
 * @param replacements each for beans of one kind
 */
record HealthBeans(List<BeanPostProcessor> replacements) implements BeanPostProcessor {

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		Object current = bean;
		for (BeanPostProcessor replacement : this.replacements) {
			Object replaced = replacement.postProcessAfterInitialization(current, beanName);
			current = (replaced != null) ? replaced : current;
		}
		return current;
	}

}
