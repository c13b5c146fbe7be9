package dev.probity.registration;

import java.lang.reflect.Method;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;

/**
 * Who has made a bean. Its class does not tell: the application may make one of Spring
 * Boot's own, and a mock may be of the very class that it stands in for.
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
