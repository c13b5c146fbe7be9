package dev.probity.consumer;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Beans of one type in one application context that have been made by now: lazy ones stay
 * lazy. Asked again and again, it looks for their names only when there may be others,
 * since Spring looks at each bean definition for that. Thread-safe.
 *
 * @param <T> the type
 */
final class ExistingSingletons<T> {

	private final ConfigurableListableBeanFactory beanFactory;

	private final Class<T> type;

	private volatile @Nullable Names known;

	ExistingSingletons(ConfigurableListableBeanFactory beanFactory, Class<T> type) {
		this.beanFactory = beanFactory;
		this.type = type;
	}

	/**
	 * The beans by their names.
	 */
	Map<String, T> find() {
		Map<String, T> existing = new LinkedHashMap<>();
		for (String name : names()) {
			Object bean = this.beanFactory.getSingleton(name);
			// in place of a factory bean, which need not have made anything yet
			if (this.type.isInstance(bean)) {
				existing.put(name, this.type.cast(bean));
			}
		}
		return existing;
	}

	private String[] names() {
		String[] definitions = this.beanFactory.getBeanDefinitionNames();
		// what has been made says of which type it is
		int singletons = this.beanFactory.getSingletonCount();
		Names before = this.known;
		if (before != null && before.singletons() == singletons && Arrays.equals(before.definitions(), definitions)) {
			return before.ofType();
		}
		String[] ofType = this.beanFactory.getBeanNamesForType(this.type, false, false);
		this.known = new Names(definitions, singletons, ofType);
		return ofType;
	}

	/**
	 * The names of the type, and what there was when they were found.
	 */
	private record Names(String[] definitions, int singletons, String[] ofType) {

	}

}
