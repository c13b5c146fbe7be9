package dev.probity.consumer;

import dev.probity.fixture.Switchboard;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The check <code>orders</code> fails before it first runs, if the test says so.
 */
@Configuration(proxyBeanMethods = false)
class FailingAtFirst {

	@Bean
	@ConditionalOnProperty("failing-at-first")
	static SmartInitializingSingleton failingAtFirst(Switchboard switchboard) {
		return () -> switchboard.orders().fail();
	}

}
