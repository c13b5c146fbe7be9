package dev.probity.consumer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.amqp.core.MessageListenerContainer;
import org.springframework.amqp.rabbit.listener.AbstractMessageListenerContainer;
import org.springframework.amqp.rabbit.listener.RabbitListenerEndpointRegistry;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * The containers of Spring AMQP in one application context, simple and direct ones: those
 * of annotated methods, by their ids, and those that are beans, by their names.
 */
final class RabbitContainers implements ContainerSource {

	private final ConfigurableListableBeanFactory beanFactory;

	RabbitContainers(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	@Override
	public List<StoppableContainer> containers() {
		Map<String, MessageListenerContainer> byId = new LinkedHashMap<>();
		ExistingSingletons.of(this.beanFactory, RabbitListenerEndpointRegistry.class)
			.values()
			.forEach((registry) -> registry.getListenerContainerIds()
				.forEach((id) -> byId.put(id, registry.getListenerContainer(id))));
		byId.putAll(ExistingSingletons.of(this.beanFactory, MessageListenerContainer.class));
		List<StoppableContainer> containers = new ArrayList<>();
		byId.forEach((id, container) -> {
			if (container != null) {
				containers.add(new StoppableContainer(id, container, new Rabbit(container)));
			}
		});
		return containers;
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
