package dev.probity.consumer;

import java.util.List;

import org.junit.jupiter.api.Test;

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

	private final CachingConnectionFactory nobody = new CachingConnectionFactory("localhost", 1);

	@Test
	void thoseOfAnnotatedMethodsAndThoseThatAreBeansCanBeKeptFromStarting() {
		DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
		beans.registerSingleton("registry", registry());
		beans.registerSingleton("invoices", new DirectMessageListenerContainer(this.nobody));
		List<? extends ConsumerContainer> containers = RabbitContainers.of(beans).containers();
		assertThat(containers).extracting(ConsumerContainer::id).containsExactly("orders", "invoices");
		assertThat(containers).allSatisfy((container) -> {
			assertThat(container.startsByItself()).isTrue();
			container.deferStart();
			assertThat(container.startsByItself()).isFalse();
			container.restoreStart();
			assertThat(container.startsByItself()).isTrue();
		});
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
