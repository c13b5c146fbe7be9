package dev.probity.consumer;

import org.springframework.amqp.core.MessageListenerContainer;
import org.springframework.amqp.rabbit.listener.AbstractMessageListenerContainer;
import org.springframework.amqp.rabbit.listener.RabbitListenerEndpointRegistry;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * The containers of Spring AMQP in one application context, simple and direct ones: those
 * of annotated methods, by their ids, and those that are beans, by their names.
 */
final class RabbitContainers {

	private RabbitContainers() {
	}

	static ContainerSource of(ConfigurableListableBeanFactory beanFactory) {
		return new ContainersById<>(beanFactory, RabbitListenerEndpointRegistry.class,
				RabbitListenerEndpointRegistry::getListenerContainerIds,
				RabbitListenerEndpointRegistry::getListenerContainer, MessageListenerContainer.class, Rabbit::new);
	}

	private record Rabbit(MessageListenerContainer container) implements StoppableContainer.Control {

		@Override
		public void setAutoStartup(boolean autoStartup) {
			this.container.setAutoStartup(autoStartup);
		}

		@Override
		public void stopAtOnce() {
			if (this.container instanceof AbstractMessageListenerContainer rabbit) {
				rabbit.setForceStop(true);
			}
		}

		@Override
		public void leave(Runnable done) {
			stopAtOnce();
			this.container.stop(done);
		}

	}

}
