package dev.probity.routing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeansException;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * The beans of a type that Actuator would look at, known by their names. None has to be
 * made for that, so that one that cannot be made yet does not stop the start.
 */
final class ConnectionSources {

	private ConnectionSources() {
	}

	/**
	 * All that are candidates for injection, those of parent contexts included.
	 */
	static <T> Map<String, ConnectionSource<T>> candidates(ConfigurableListableBeanFactory beanFactory, Class<T> type) {
		Map<String, ConnectionSource<T>> candidates = new LinkedHashMap<>();
		for (String name : BeanFactoryUtils.beanNamesForTypeIncludingAncestors(beanFactory, type, false, true)) {
			BeanDefinition definition = definition(beanFactory, name);
			if (definition == null || definition.isAutowireCandidate()) {
				candidates.put(name, new ConnectionSource<>(beanFactory, name, type));
			}
		}
		return candidates;
	}

	/**
	 * The one of several that is injected where one is wanted.
	 */
	static <T> @Nullable ConnectionSource<T> primary(ConfigurableListableBeanFactory beanFactory, Class<T> type,
			Map<String, ConnectionSource<T>> candidates) {
		try {
			T primary = beanFactory.getBeanProvider(type).getIfUnique();
			return (primary != null) ? sourceOf(primary, candidates) : null;
		}
		catch (BeansException ex) {
			return declaredPrimary(beanFactory, candidates);
		}
	}

	private static <T> @Nullable ConnectionSource<T> sourceOf(T bean, Map<String, ConnectionSource<T>> candidates) {
		for (ConnectionSource<T> candidate : candidates.values()) {
			try {
				if (candidate.get() == bean) {
					return candidate;
				}
			}
			catch (BeansException ex) {
				// it cannot be made: the primary one could
			}
		}
		return null;
	}

	private static <T> @Nullable ConnectionSource<T> declaredPrimary(ConfigurableListableBeanFactory beanFactory,
			Map<String, ConnectionSource<T>> candidates) {
		List<ConnectionSource<T>> primary = new ArrayList<>();
		List<ConnectionSource<T>> regular = new ArrayList<>();
		candidates.forEach((name, candidate) -> {
			BeanDefinition definition = definition(beanFactory, name);
			if (definition != null && definition.isPrimary()) {
				primary.add(candidate);
			}
			if (definition == null || !definition.isFallback()) {
				regular.add(candidate);
			}
		});
		List<ConnectionSource<T>> unique = primary.isEmpty() ? regular : primary;
		return (unique.size() == 1) ? unique.get(0) : null;
	}

	private static @Nullable BeanDefinition definition(ConfigurableListableBeanFactory beanFactory, String name) {
		try {
			return ((ConfigurableBeanFactory) beanFactory).getMergedBeanDefinition(name);
		}
		catch (NoSuchBeanDefinitionException ex) {
			// registered as it is
			return null;
		}
	}

}
