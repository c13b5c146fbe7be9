package dev.probity.consumer;

import java.util.List;
import java.util.stream.Stream;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.kafka.config.AbstractKafkaListenerContainerFactory;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * The containers of Spring for Apache Kafka in one application context: those of
 * annotated methods, those of their retry topics, and those that are beans.
 */
final class KafkaContainers implements ContainerSource {

	private final ConfigurableListableBeanFactory beanFactory;

	private final boolean stopAtOnce;

	/**
	 * @param stopAtOnce whether they are to stop after the record that they are at
	 */
	KafkaContainers(ConfigurableListableBeanFactory beanFactory, boolean stopAtOnce) {
		this.beanFactory = beanFactory;
		this.stopAtOnce = stopAtOnce;
	}

	/**
	 * A consumer reads when it starts how it is to stop, and nobody sees one in time that
	 * is registered and started in one go.
	 */
	@Override
	public void prepare() {
		if (this.stopAtOnce) {
			ExistingSingletons.of(this.beanFactory, AbstractKafkaListenerContainerFactory.class)
				.values()
				.forEach((factory) -> factory.getContainerProperties().setStopImmediate(true));
		}
	}

	@Override
	public List<KafkaConsumerContainer> containers() {
		Stream<MessageListenerContainer> ofRegistries = ExistingSingletons
			.of(this.beanFactory, KafkaListenerEndpointRegistry.class)
			.values()
			.stream()
			.flatMap((registry) -> registry.getListenerContainers().stream());
		return Stream
			.concat(ofRegistries,
					ExistingSingletons.of(this.beanFactory, MessageListenerContainer.class).values().stream())
			.map((container) -> new KafkaConsumerContainer(container, this.stopAtOnce))
			.toList();
	}

}
