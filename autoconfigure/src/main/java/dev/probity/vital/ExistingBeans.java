package dev.probity.vital;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * The singletons of some types that have been made by now. Reading them creates none:
 * lazy beans stay lazy.
 */
final class ExistingBeans implements Supplier<Map<String, Object>> {

	private final ConfigurableListableBeanFactory beanFactory;

	private final Class<?>[] types;

	ExistingBeans(ConfigurableListableBeanFactory beanFactory, Class<?>... types) {
		this.beanFactory = beanFactory;
		this.types = types;
	}

	@Override
	public Map<String, Object> get() {
		Map<String, Object> existing = new LinkedHashMap<>();
		for (Class<?> type : this.types) {
			for (String name : this.beanFactory.getBeanNamesForType(type, false, false)) {
				Object bean = this.beanFactory.getSingleton(name);
				// in place of a factory bean, which need not have made anything yet
				if (type.isInstance(bean)) {
					existing.put(name, bean);
				}
			}
		}
		return existing;
	}

}
