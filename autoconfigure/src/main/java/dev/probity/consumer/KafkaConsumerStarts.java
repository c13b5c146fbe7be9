package dev.probity.consumer;

import org.springframework.context.ApplicationListener;
import org.springframework.kafka.event.ConsumerStartingEvent;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * Pauses a consumer that starts while its listener is held, before it polls: its
 * container has been restarted. On the thread of the consumer. Thread-safe.
 */
final class KafkaConsumerStarts implements ApplicationListener<ConsumerStartingEvent> {

	private final Consumers consumers;

	KafkaConsumerStarts(Consumers consumers) {
		this.consumers = consumers;
	}

	@Override
	public void onApplicationEvent(ConsumerStartingEvent event) {
		Object parent = event.getContainer(MessageListenerContainer.class);
		GovernedConsumer consumer = this.consumers.governorOf(parent);
		if (consumer != null && parent != event.getSource()
				&& event.getSource() instanceof MessageListenerContainer child) {
			consumer.onStarting(child::pause);
		}
	}

	/**
	 * Before it goes on, that is.
	 */
	@Override
	public boolean supportsAsyncExecution() {
		return false;
	}

}
