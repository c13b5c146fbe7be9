package dev.probity.autoconfigure;

import dev.probity.check.Ticker;
import org.apache.kafka.clients.admin.Admin;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.core.KafkaAdmin;

/**
 * The check <code>kafka</code>. Spring Boot has no indicator of that name.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = ProbityAutoConfiguration.class,
		afterName = "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration")
@ConditionalOnClass({ Admin.class, KafkaAdmin.class })
@ConditionalOnBean({ KafkaAdmin.class, Ticker.class })
@ConditionalOnEnabledHealthIndicator("kafka")
public final class KafkaCheckAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(value = KafkaCheckDefinitions.class,
			name = { "kafkaHealthIndicator", "kafkaHealthContributor" })
	KafkaCheckDefinitions probityKafkaCheckDefinitions(ConfigurableListableBeanFactory beanFactory, Ticker ticker) {
		return new KafkaCheckDefinitions(beanFactory, ticker);
	}

}
