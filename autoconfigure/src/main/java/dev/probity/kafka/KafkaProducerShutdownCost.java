package dev.probity.kafka;

import java.util.List;

import dev.probity.budget.ShutdownCosts;
import dev.probity.budget.ShutdownStep;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;

/**
 * Kafka producers, which send what they have before they close, or try to.
 */
final class KafkaProducerShutdownCost implements ShutdownCosts {

	private final ObjectProvider<DefaultKafkaProducerFactory<?, ?>> factories;

	public KafkaProducerShutdownCost(ObjectProvider<DefaultKafkaProducerFactory<?, ?>> factories) {
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
