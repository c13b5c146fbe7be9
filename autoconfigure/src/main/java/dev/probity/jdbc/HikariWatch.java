package dev.probity.jdbc;

import com.zaxxer.hikari.HikariDataSource;

import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Watches the errors of each pool of HikariCP that is a bean.
 */
final class HikariWatch implements BeanPostProcessor {

	/**
	 * Once its properties are set, and before anybody wraps it.
	 */
	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (bean instanceof HikariDataSource pool) {
			HikariHints.watch(pool);
		}
		return bean;
	}

}
