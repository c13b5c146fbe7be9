package dev.probity.test.fault;

import org.springframework.beans.factory.support.BeanDefinitionBuilder;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;

/**
 * Puts the proxies into a context before any of its beans is made. All are equal, so that
 * contexts can be cached.
 */
record FaultyContext() implements ContextCustomizer, ApplicationContextInitializer<ConfigurableApplicationContext> {

	/** The name of the bean. */
	static final String FAULTS = "probityFaults";

	@Override
	public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
		initialize(context);
	}

	@Override
	public void initialize(ConfigurableApplicationContext context) {
		Faults faults = new Faults(context);
		ClassLoader classLoader = context.getClassLoader();
		context.getBeanFactory()
			.addBeanPostProcessor(new ProxiedConnections(faults,
					(classLoader != null) ? classLoader : FaultyContext.class.getClassLoader()));
		((BeanDefinitionRegistry) context.getBeanFactory()).registerBeanDefinition(FAULTS,
				BeanDefinitionBuilder.rootBeanDefinition(Faults.class, () -> faults)
					.setDestroyMethodName("close")
					.getBeanDefinition());
	}

}
