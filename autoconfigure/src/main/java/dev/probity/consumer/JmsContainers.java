package dev.probity.consumer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.jms.config.JmsListenerEndpointRegistry;
import org.springframework.jms.listener.AbstractJmsListeningContainer;
import org.springframework.jms.listener.MessageListenerContainer;

/**
 * The containers of Spring JMS in one application context: those of annotated methods, by
 * their ids, and those that are beans, by their names.
 */
final class JmsContainers implements ContainerSource {

	private final ConfigurableListableBeanFactory beanFactory;

	JmsContainers(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	@Override
	public List<StoppableContainer> containers() {
		Map<String, MessageListenerContainer> byId = new LinkedHashMap<>();
		ExistingSingletons.of(this.beanFactory, JmsListenerEndpointRegistry.class)
			.values()
			.forEach((registry) -> registry.getListenerContainerIds()
				.forEach((id) -> byId.put(id, registry.getListenerContainer(id))));
		byId.putAll(ExistingSingletons.of(this.beanFactory, MessageListenerContainer.class));
		List<StoppableContainer> containers = new ArrayList<>();
		byId.forEach((id, container) -> {
			if (container != null) {
				containers.add(new StoppableContainer(id, container, new Jms(container)));
			}
		});
		return containers;
	}

	private record Jms(MessageListenerContainer container) implements StoppableContainer.Control {

		@Override
		public void setAutoStartup(boolean autoStartup) {
			if (this.container instanceof AbstractJmsListeningContainer jms) {
				jms.setAutoStartup(autoStartup);
			}
		}

		@Override
		public void stopAtOnce() {
			// it takes one message at a time
		}

		/**
		 * One that is only stopped keeps its session, and with it what has been fetched.
		 */
		@Override
		public void leave(Runnable done) {
			if (this.container instanceof AbstractJmsListeningContainer jms) {
				jms.shutdown();
				done.run();
			}
			else {
				this.container.stop(done);
			}
		}

	}

}
