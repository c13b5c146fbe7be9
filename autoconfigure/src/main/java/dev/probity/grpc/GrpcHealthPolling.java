package dev.probity.grpc;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;

/**
 * Ends Spring Boot's polling of health indicators for gRPC: nobody would ask for what it
 * finds out.
 */
final class GrpcHealthPolling implements BeanDefinitionRegistryPostProcessor {

	private static final String SCHEDULER = "grpcServerHealthScheduler";

	private static final String PACKAGE = "org.springframework.boot.grpc.server.autoconfigure.health.";

	@Override
	public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
		if (registry.containsBeanDefinition(SCHEDULER)) {
			String source = registry.getBeanDefinition(SCHEDULER).getFactoryBeanName();
			if (source != null && source.startsWith(PACKAGE)) {
				registry.removeBeanDefinition(SCHEDULER);
			}
		}
	}

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
		// nothing more to do
	}

}
