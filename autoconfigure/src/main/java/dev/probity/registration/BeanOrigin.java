package dev.probity.registration;

import java.lang.reflect.Method;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;

/**
 * Finds out which configuration created a bean. The class of the bean is not sufficient:
 * the application may create one of Spring Boot's types, and a mock may be of the very
 * class that it replaces.
 */
public final class BeanOrigin {

	private BeanOrigin() {
	}

	/**
	 * Whether a bean is made by a method of some configuration. To be asked while or
	 * after it is made.
	 * @param configuration how the names of the classes with the method begin
	 */
	public static boolean isIn(String configuration, ConfigurableListableBeanFactory beanFactory, String bean) {
		if (!beanFactory.containsBeanDefinition(bean)
				|| !(beanFactory.getMergedBeanDefinition(bean) instanceof RootBeanDefinition definition)) {
			return false;
		}
		Method method = definition.getResolvedFactoryMethod();
		return method != null && method.getDeclaringClass().getName().startsWith(configuration);
	}

}
