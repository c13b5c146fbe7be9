package dev.probity.routing;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * A bean that hands out connections, by its name: it may be made late, in vain, or anew.
 *
 * @param beanFactory knows the bean
 * @param name the bean's name
 * @param type the bean's type
 */
record ConnectionSource<T>(ConfigurableListableBeanFactory beanFactory, String name, Class<T> type) {

	/**
	 * The bean as it is now; made, if it has not been yet.
	 */
	T get() {
		return this.beanFactory.getBean(this.name, this.type);
	}

}
