package dev.probity.sample.orders;

import org.springframework.boot.kafka.autoconfigure.DefaultKafkaProducerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.util.backoff.FixedBackOff;

/**
 * What cannot be said in properties.
 */
@Configuration(proxyBeanMethods = false)
@EnableAsync
class OrderEventsConfiguration {

	/**
	 * While Kafka is away a shutdown waits for events that are still to be sent, by
	 * default 30 seconds, which is all that Kubernetes grants.
	 */
	@Bean
	DefaultKafkaProducerFactoryCustomizer shutDownSoon() {
		return (factory) -> factory.setPhysicalCloseTimeout(5);
	}

	/**
	 * While the database is away an order that was accepted is tried again until it is
	 * shipped. By default it would be given up after ten attempts in a row.
	 */
	@Bean
	CommonErrorHandler retryUntilShipped() {
		return new DefaultErrorHandler(new FixedBackOff(1000, FixedBackOff.UNLIMITED_ATTEMPTS));
	}

}
