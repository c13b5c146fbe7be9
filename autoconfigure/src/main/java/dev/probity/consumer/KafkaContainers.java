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

	private final ExistingSingletons<KafkaListenerEndpointRegistry> registries;

	private final ExistingSingletons<MessageListenerContainer> beans;

	@SuppressWarnings("rawtypes")
	private final ExistingSingletons<AbstractKafkaListenerContainerFactory> factories;

	private final boolean stopAtOnce;

	/**
	 * @param stopAtOnce whether they are to stop after the record that they are at
	 */
	KafkaContainers(ConfigurableListableBeanFactory beanFactory, boolean stopAtOnce) {
		this.registries = new ExistingSingletons<>(beanFactory, KafkaListenerEndpointRegistry.class);
		this.beans = new ExistingSingletons<>(beanFactory, MessageListenerContainer.class);
		this.factories = new ExistingSingletons<>(beanFactory, AbstractKafkaListenerContainerFactory.class);
		this.stopAtOnce = stopAtOnce;
	}

	/**
	 * A consumer reads when it starts how it is to stop, and nobody sees one in time that
	 * is registered and started in one go.
	 */
	@Override
	public void prepare() {
		if (this.stopAtOnce) {
			this.factories.find()
				.values()
				.forEach((factory) -> factory.getContainerProperties().setStopImmediate(true));
		}
	}

	@Override
	public List<KafkaConsumerContainer> containers() {
		Stream<MessageListenerContainer> ofRegistries = this.registries.find()
			.values()
			.stream()
			.flatMap((registry) -> registry.getListenerContainers().stream());
		return Stream.concat(ofRegistries, this.beans.find().values().stream())
			.map((container) -> new KafkaConsumerContainer(container, this.stopAtOnce))
			.toList();
	}

}
