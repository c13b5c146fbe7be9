package dev.probity.autoconfigure;

import java.util.List;

import dev.probity.lameduck.ShutdownCosts;
import dev.probity.lameduck.ShutdownStep;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;

/**
 * Kafka producers, which send what they have before they close, or try to.
 */
final class KafkaProducerShutdown implements ShutdownCosts {

	private final ObjectProvider<DefaultKafkaProducerFactory<?, ?>> factories;

	KafkaProducerShutdown(ObjectProvider<DefaultKafkaProducerFactory<?, ?>> factories) {
		this.factories = factories;
	}

	@Override
	public List<ShutdownStep> steps() {
		return this.factories.stream()
			.map((factory) -> new ShutdownStep("Kafka producer", factory.getPhysicalCloseTimeout(),
					"DefaultKafkaProducerFactory.setPhysicalCloseTimeout"))
			.toList();
	}

}
