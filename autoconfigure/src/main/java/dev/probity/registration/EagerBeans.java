package dev.probity.registration;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.context.ApplicationListener;
import org.springframework.context.Lifecycle;
import org.springframework.util.ClassUtils;

/**
 * What of Probity begins something by itself, however lazy the application is: nobody
 * would ask for it.
 */
final class EagerBeans implements LazyInitializationExcludeFilter {

	private static final String OURS = ClassUtils.getPackageName(EagerBeans.class.getPackageName()) + ".";

	@Override
	public boolean isExcluded(String beanName, BeanDefinition beanDefinition, Class<?> beanType) {
		return beanType.getName().startsWith(OURS) && (Lifecycle.class.isAssignableFrom(beanType)
				|| SmartInitializingSingleton.class.isAssignableFrom(beanType)
				|| ApplicationListener.class.isAssignableFrom(beanType));
	}

}
