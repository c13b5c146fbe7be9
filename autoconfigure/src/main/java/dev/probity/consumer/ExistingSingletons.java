package dev.probity.consumer;

import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Beans of one application context that have been made by now: lazy ones stay lazy.
 */
final class ExistingSingletons {

	private ExistingSingletons() {
	}

	/**
	 * The beans of a type by their names.
	 */
	static <T> Map<String, T> of(ConfigurableListableBeanFactory beanFactory, Class<T> type) {
		Map<String, T> existing = new LinkedHashMap<>();
		for (String name : beanFactory.getBeanNamesForType(type, false, false)) {
			Object bean = beanFactory.getSingleton(name);
			// in place of a factory bean, which need not have made anything yet
			if (type.isInstance(bean)) {
				existing.put(name, type.cast(bean));
			}
		}
		return existing;
	}

}
