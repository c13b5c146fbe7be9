package dev.probity.routing;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.core.Ordered;

/**
 * Leaves out a health contributor of Spring Boot's that would be made only to be replaced
 * by a check. Its creation would create everything that it examines, and fail with it.
 *
 * @param contributor the name of the contributor's bean
 * @param declaredBy the name of Spring Boot's configuration that declares it
 * @param inPlaceOf the type of the bean without which it stays
 */
public record ReplacedContributor(String contributor, String declaredBy,
		Class<?> inPlaceOf) implements BeanDefinitionRegistryPostProcessor, Ordered {

	@Override
	public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
		if (registry.containsBeanDefinition(this.contributor) && isReplaced(registry)) {
			BeanDefinition definition = registry.getBeanDefinition(this.contributor);
			if (this.declaredBy.equals(definition.getFactoryBeanName())) {
				registry.removeBeanDefinition(this.contributor);
			}
		}
	}

	private boolean isReplaced(BeanDefinitionRegistry registry) {
		return registry instanceof ListableBeanFactory beans
				&& beans.getBeanNamesForType(this.inPlaceOf, true, false).length > 0;
	}

	@Override
	public int getOrder() {
		return LOWEST_PRECEDENCE;
	}

}
