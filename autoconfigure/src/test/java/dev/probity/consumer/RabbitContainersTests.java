package dev.probity.consumer;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.amqp.rabbit.config.SimpleRabbitListenerContainerFactory;
import org.springframework.amqp.rabbit.config.SimpleRabbitListenerEndpoint;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.listener.DirectMessageListenerContainer;
import org.springframework.amqp.rabbit.listener.RabbitListenerEndpointRegistry;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which containers of Spring AMQP there are, whatever its version.
 */
class RabbitContainersTests {

	private static final Duration PHASE = Duration.ofSeconds(20);

	private final CachingConnectionFactory nobody = new CachingConnectionFactory("localhost", 1);

	@Test
	void thoseOfAnnotatedMethodsAndThoseThatAreBeansCanBeKeptFromStarting() {
		DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
		beans.registerSingleton("registry", registry());
		beans.registerSingleton("invoices", new DirectMessageListenerContainer(this.nobody));
		List<? extends ConsumerContainer> containers = RabbitContainers.of(beans, PHASE).containers();
		assertThat(containers).extracting(ConsumerContainer::id).containsExactly("orders", "invoices");
		assertThat(containers).allSatisfy((container) -> {
			assertThat(container.startsByItself()).isTrue();
			container.deferStart();
			assertThat(container.startsByItself()).isFalse();
			container.restoreStart();
			assertThat(container.startsByItself()).isTrue();
		});
	}

	@ParameterizedTest
	@CsvSource({ "5000,20000", "1000,1000", "60000,60000" })
	void theMessageThatItIsAtHasTheTimeOfThePhaseUnlessTheApplicationHasSetAnother(long set, long has) {
		DirectMessageListenerContainer container = new DirectMessageListenerContainer(this.nobody);
		container.setShutdownTimeout(set);
		DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
		beans.registerSingleton("invoices", container);
		RabbitContainers.of(beans, PHASE).containers().forEach(ConsumerContainer::prepareToBeHeld);
		assertThat(container).extracting("shutdownTimeout").isEqualTo(has);
	}

	@Test
	void theMessageThatItIsAtHasTheTimeOfThePhaseAlsoWhenItStopsForGood() {
		DirectMessageListenerContainer container = new DirectMessageListenerContainer(this.nobody);
		DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
		beans.registerSingleton("invoices", container);
		RabbitContainers.of(beans, PHASE).containers().forEach((invoices) -> invoices.leave(() -> {
		}));
		assertThat(container).extracting("shutdownTimeout").isEqualTo(PHASE.toMillis());
	}

	private RabbitListenerEndpointRegistry registry() {
		SimpleRabbitListenerContainerFactory factory = new SimpleRabbitListenerContainerFactory();
		factory.setConnectionFactory(this.nobody);
		SimpleRabbitListenerEndpoint endpoint = new SimpleRabbitListenerEndpoint();
		endpoint.setId("orders");
		endpoint.setQueueNames("orders");
		endpoint.setMessageListener((message) -> {
		});
		RabbitListenerEndpointRegistry registry = new RabbitListenerEndpointRegistry();
		registry.registerListenerContainer(endpoint, factory, false);
		return registry;
	}

}
