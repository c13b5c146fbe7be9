package dev.probity.vital;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
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

	private volatile Names names = new Names(List.of(), List.of(), Map.of());

	ExistingBeans(ConfigurableListableBeanFactory beanFactory, Class<?>... types) {
		this.beanFactory = beanFactory;
		this.types = types;
	}

	@Override
	public Map<String, Object> get() {
		Names current = names();
		Map<String, Object> existing = new LinkedHashMap<>();
		current.types().forEach((name, type) -> {
			Object bean = this.beanFactory.getSingleton(name);
			// in place of a factory bean, which need not have made anything yet
			if (type.isInstance(bean)) {
				existing.put(name, bean);
			}
		});
		return existing;
	}

	/**
	 * To find them means to examine every bean, and they only change with what is
	 * declared or made.
	 */
	private Names names() {
		Names known = this.names;
		List<String> declared = Arrays.asList(this.beanFactory.getBeanDefinitionNames());
		List<String> made = Arrays.asList(this.beanFactory.getSingletonNames());
		if (known.declared().equals(declared) && known.made().equals(made)) {
			return known;
		}
		Map<String, Class<?>> types = new LinkedHashMap<>();
		for (Class<?> type : this.types) {
			for (String name : this.beanFactory.getBeanNamesForType(type, false, false)) {
				types.put(name, type);
			}
		}
		Names read = new Names(declared, made, types);
		this.names = read;
		return read;
	}

	/**
	 * The names of the beans with the type that each is of.
	 *
	 * @param declared the beans that were declared then
	 * @param made the singletons that there were
	 */
	private record Names(List<String> declared, List<String> made, Map<String, Class<?>> types) {

	}

}
