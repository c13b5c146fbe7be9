package dev.probity.registration;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.probity.definition.ContextSettings;

import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.ApplicationContext;

/**
 * The beans of a type that the application has defined, by name and in their order. One
 * behind a scoped proxy is one bean, the proxy: what is behind it may be another one
 * tomorrow, or belong to a session.
 */
public final class ApplicationBeans {

	private ApplicationBeans() {
	}

	/**
	 * Those of one context of a hierarchy. The first one that has Probity has those of
	 * the contexts above it as well, since nobody else would; its own come first.
	 */
	public static <T> Map<String, T> of(ApplicationContext context, Class<T> type) {
		return ContextSettings.isFirst(context) ? withAncestors(context, type) : local(context, type);
	}

	/**
	 * Those of a context and of the contexts above it, its own first.
	 */
	public static <T> Map<String, T> withAncestors(ApplicationContext context, Class<T> type) {
		Map<String, T> beans = new LinkedHashMap<>(local(context, type));
		ApplicationContext parent = context.getParent();
		if (parent != null) {
			withAncestors(parent, type).forEach(beans::putIfAbsent);
		}
		return beans;
	}

	private static <T> Map<String, T> local(ApplicationContext context, Class<T> type) {
		Map<String, T> beans = new LinkedHashMap<>();
		for (String name : context.getBeanNamesForType(type)) {
			if (!ScopedProxyUtils.isScopedTarget(name)) {
				Object bean = context.getBean(name);
				// a method may have returned null
				if (type.isInstance(bean)) {
					beans.put(name, type.cast(bean));
				}
			}
		}
		return inOrder(beans, (DefaultListableBeanFactory) context.getAutowireCapableBeanFactory());
	}

	private static <T> Map<String, T> inOrder(Map<String, T> beans, DefaultListableBeanFactory beanFactory) {
		Map<String, T> ordered = new LinkedHashMap<>();
		beans.entrySet()
			.stream()
			.sorted(Comparator.comparingInt((bean) -> beanFactory.getOrder(bean.getKey(), bean.getValue())))
			.forEachOrdered((bean) -> ordered.put(bean.getKey(), bean.getValue()));
		return ordered;
	}

}
