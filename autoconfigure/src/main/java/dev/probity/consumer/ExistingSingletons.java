package dev.probity.consumer;

import java.util.stream.Stream;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Beans of one application context that have been made by now: lazy ones stay lazy.
 */
final class ExistingSingletons {

	private ExistingSingletons() {
	}

	static <T> Stream<T> of(ConfigurableListableBeanFactory beanFactory, Class<T> type) {
		return Stream.of(beanFactory.getBeanNamesForType(type, false, false))
			.map(beanFactory::getSingleton)
			.filter(type::isInstance)
			.map(type::cast);
	}

}
