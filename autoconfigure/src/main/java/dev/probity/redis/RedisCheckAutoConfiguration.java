package dev.probity.redis;

import dev.probity.definition.CheckSettings;
import dev.probity.diagnosis.ClientDiagnoses;
import dev.probity.registration.Engine;
import dev.probity.registration.ProbityAutoConfiguration;
import dev.probity.settings.ProbityProperties;
import dev.probity.time.Ticker;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisReactiveAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.health.DataRedisHealthContributorAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.health.DataRedisReactiveHealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.data.redis.connection.ReactiveRedisConnectionFactory;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/**
 * The check <code>redis</code>, in place of Boot's indicator of that name, which is a
 * reactive one wherever Lettuce is.
 *
 * @since 0.1.0
 */
@AutoConfiguration(
		after = { ProbityAutoConfiguration.class, DataRedisAutoConfiguration.class,
				DataRedisReactiveAutoConfiguration.class },
		before = { DataRedisHealthContributorAutoConfiguration.class,
				DataRedisReactiveHealthContributorAutoConfiguration.class })
@ConditionalOnClass({ RedisConnectionFactory.class, DataRedisAutoConfiguration.class })
@ConditionalOnBean(Ticker.class)
@Conditional(RedisCheckAutoConfiguration.OnConnectionFactory.class)
@ConditionalOnEnabledHealthIndicator("redis")
public final class RedisCheckAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(value = RedisCheckDefinitions.class,
			name = { "redisHealthIndicator", "redisHealthContributor" })
	RedisCheckDefinitions probityRedisCheckDefinitions(ConfigurableListableBeanFactory beanFactory,
			ProbityProperties properties, ConfigurableEnvironment environment, Ticker ticker, Engine engine) {
		return new RedisCheckDefinitions(beanFactory,
				new ClientDiagnoses(properties, new CheckSettings(properties, environment), engine, ticker), ticker,
				engine.monitor());
	}

	/**
	 * An application has one of the two or both.
	 */
	static final class OnConnectionFactory extends AnyNestedCondition {

		OnConnectionFactory() {
			super(ConfigurationPhase.REGISTER_BEAN);
		}

		@ConditionalOnBean(RedisConnectionFactory.class)
		static final class Blocking {

		}

		@ConditionalOnBean(ReactiveRedisConnectionFactory.class)
		static final class Reactive {

		}

	}

}
