package dev.probity.consumer;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.jms.config.JmsListenerEndpointRegistry;
import org.springframework.jms.listener.AbstractJmsListeningContainer;
import org.springframework.jms.listener.MessageListenerContainer;

/**
 * The containers of Spring JMS in one application context: those of annotated methods, by
 * their ids, and those that are beans, by their names.
 */
final class JmsContainers {

	private JmsContainers() {
	}

	static ContainerSource of(ConfigurableListableBeanFactory beanFactory) {
		return new ContainersById<>(new ExistingSingletons<>(beanFactory, JmsListenerEndpointRegistry.class),
				JmsListenerEndpointRegistry::getListenerContainerIds, JmsListenerEndpointRegistry::getListenerContainer,
				new ExistingSingletons<>(beanFactory, MessageListenerContainer.class), Jms::new);
	}

	private record Jms(MessageListenerContainer container) implements StoppableContainer.Control {

		/**
		 * Not until each of its threads has finished what it is at: one may be at a
		 * message for ever, and it can be started again without that.
		 */
		@Override
		public void stop(Runnable done) {
			this.container.stop();
			done.run();
		}

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
