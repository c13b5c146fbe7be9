package dev.probity.kafka;

import dev.probity.registration.Engine;
import dev.probity.registration.ProbityAutoConfiguration;
import dev.probity.settings.ProbityProperties;
import dev.probity.time.Ticker;
import org.apache.kafka.clients.admin.Admin;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.env.Environment;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.ProducerFactory;

/**
 * The check <code>kafka</code>. Spring Boot has no indicator of that name.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = ProbityAutoConfiguration.class,
		afterName = "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration")
@ConditionalOnClass({ Admin.class, KafkaAdmin.class })
@ConditionalOnBean(Ticker.class)
@Conditional(KafkaCheckAutoConfiguration.OnKafkaSource.class)
@ConditionalOnEnabledHealthIndicator("kafka")
public final class KafkaCheckAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(value = KafkaCheckDefinitions.class,
			name = { "kafkaHealthIndicator", "kafkaHealthContributor" })
	KafkaCheckDefinitions probityKafkaCheckDefinitions(ConfigurableListableBeanFactory beanFactory,
			Environment environment, ProbityProperties properties, Ticker ticker, Engine engine) {
		return new KafkaCheckDefinitions(new KafkaClusters(beanFactory, environment), ticker,
				properties.hints().enabled() ? engine.scheduler()::hint : (check) -> {
				});
	}

	@Bean
	@ConditionalOnBooleanProperty(name = "probity.hints.enabled", matchIfMissing = true)
	static BeanPostProcessor probityKafkaTemplateWatch(ObjectProvider<KafkaCheckDefinitions> definitions) {
		return new KafkaTemplateWatch(definitions);
	}

	/**
	 * One of them is enough to know where a cluster is.
	 */
	static final class OnKafkaSource extends AnyNestedCondition {

		OnKafkaSource() {
			super(ConfigurationPhase.REGISTER_BEAN);
		}

		@ConditionalOnBean(KafkaAdmin.class)
		static final class KafkaAdmins {

		}

		@ConditionalOnBean(ProducerFactory.class)
		static final class KafkaProducers {

		}

		@ConditionalOnBean(ConsumerFactory.class)
		static final class KafkaConsumers {

		}

	}

}
