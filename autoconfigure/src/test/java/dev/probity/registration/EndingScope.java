package dev.probity.registration;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectFactory;
import org.springframework.beans.factory.config.BeanDefinitionHolder;
import org.springframework.beans.factory.config.Scope;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionBuilder;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A scope whose instances can be ended, as a session ends or a refresh ends them.
 */
final class EndingScope implements Scope {

	private final Map<String, Object> beans = new ConcurrentHashMap<>();

	private final Map<String, AtomicInteger> made = new ConcurrentHashMap<>();

	volatile boolean active = true;

	/**
	 * Define a bean in this scope, behind a proxy.
	 */
	static void register(ConfigurableApplicationContext context, String name, Class<?> type) {
		AbstractBeanDefinition target = BeanDefinitionBuilder.genericBeanDefinition(type)
			.setScope("ending")
			.getBeanDefinition();
		BeanDefinitionRegistry registry = (BeanDefinitionRegistry) context.getBeanFactory();
		BeanDefinitionHolder proxy = ScopedProxyUtils.createScopedProxy(new BeanDefinitionHolder(target, name),
				registry, true);
		registry.registerBeanDefinition(proxy.getBeanName(), proxy.getBeanDefinition());
	}

	void end() throws Exception {
		for (Object bean : this.beans.values()) {
			((DisposableBean) bean).destroy();
		}
		this.beans.clear();
	}

	int made(String bean) {
		return this.made.get(ScopedProxyUtils.getTargetBeanName(bean)).get();
	}

	@Override
	public Object get(String name, ObjectFactory<?> factory) {
		if (!this.active) {
			throw new IllegalStateException("the scope is not active");
		}
		return this.beans.computeIfAbsent(name, (missing) -> {
			this.made.computeIfAbsent(name, (none) -> new AtomicInteger()).incrementAndGet();
			return factory.getObject();
		});
	}

	@Override
	public @Nullable Object remove(String name) {
		return this.beans.remove(name);
	}

	@Override
	public void registerDestructionCallback(String name, Runnable callback) {
		// ended by hand
	}

}
