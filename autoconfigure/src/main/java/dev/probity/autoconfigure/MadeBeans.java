package dev.probity.autoconfigure;

import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Beans that are there already: whoever only looks at them must not be why they are made.
 */
final class MadeBeans {

	private MadeBeans() {
	}

	/**
	 * The singletons of a type by name.
	 */
	static <T> Map<String, T> of(ConfigurableListableBeanFactory beanFactory, Class<T> type) {
		Map<String, T> beans = new LinkedHashMap<>();
		for (String name : beanFactory.getBeanNamesForType(type, false, false)) {
			if (beanFactory.containsSingleton(name)) {
				beans.put(name, beanFactory.getBean(name, type));
			}
		}
		return beans;
	}

}
