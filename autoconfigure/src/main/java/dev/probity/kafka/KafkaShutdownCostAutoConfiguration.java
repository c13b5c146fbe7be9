package dev.probity.kafka;

import dev.probity.budget.ProbityShutdownBudgetAutoConfiguration;
import dev.probity.probe.Probes;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;

/**
 * What closing producers may take. In each context of a hierarchy, since each is closed.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = ProbityShutdownBudgetAutoConfiguration.class)
@ConditionalOnClass(DefaultKafkaProducerFactory.class)
@ConditionalOnBean(Probes.class)
public final class KafkaShutdownCostAutoConfiguration {

	@Bean
	@Order(7)
	KafkaProducerShutdownCost probityKafkaProducerShutdown(
			ObjectProvider<DefaultKafkaProducerFactory<?, ?>> factories) {
		return new KafkaProducerShutdownCost(factories);
	}

}
