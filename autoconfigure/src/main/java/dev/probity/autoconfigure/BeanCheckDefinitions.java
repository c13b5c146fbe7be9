package dev.probity.autoconfigure;

import java.util.Collection;

import dev.probity.autoconfigure.CheckDefinition.Pace;
import dev.probity.check.HealthCheck;
import dev.probity.probe.Criticality;

import org.springframework.beans.factory.ListableBeanFactory;

/**
 * The checks that the application has defined as beans; the bean's name is the check's.
 */
final class BeanCheckDefinitions implements CheckDefinitions {

	private final ListableBeanFactory beanFactory;

	BeanCheckDefinitions(ListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	@Override
	public Collection<CheckDefinition> definitions() {
		return this.beanFactory.getBeansOfType(HealthCheck.class)
			.entrySet()
			.stream()
			.map((bean) -> new CheckDefinition(bean.getKey(), null, Criticality.REQUIRED, Pace.NORMAL,
					(policy) -> bean.getValue()))
			.toList();
	}

}
