package dev.probity.consumer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

import dev.probity.definition.MergedSettings;
import dev.probity.probe.Probes;
import dev.probity.registration.Engine;
import dev.probity.registration.LaterChecks;
import dev.probity.registration.ProbityAutoConfiguration;
import dev.probity.settings.ConsumerProperties;
import dev.probity.settings.LameDuckConsumers;
import dev.probity.settings.ProbityProperties;
import dev.probity.shutdown.LameDuck;
import dev.probity.shutdown.ProbityLameDuckAutoConfiguration;
import dev.probity.time.Ticker;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.util.ClassUtils;

/**
 * Message listeners that consume nothing while what they need fails, and that stop first
 * on SIGTERM. In each context of a hierarchy, for its own listeners.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = { ProbityAutoConfiguration.class, ProbityLameDuckAutoConfiguration.class })
@ConditionalOnBean(Probes.class)
@Conditional(ProbityConsumerAutoConfiguration.OnListenerLibrary.class)
public final class ProbityConsumerAutoConfiguration {

	private static final String KAFKA = "org.springframework.kafka.config.KafkaListenerEndpointRegistry";

	private static final String RABBIT = "org.springframework.amqp.rabbit.listener.RabbitListenerEndpointRegistry";

	private static final String JMS = "org.springframework.jms.config.JmsListenerEndpointRegistry";

	// what the application says of it stays as it is
	private static final String KAFKA_STOPS_AT_ONCE = "spring.kafka.listener.immediate-stop";

	private static final String PHASE_TIMEOUT = "spring.lifecycle.timeout-per-shutdown-phase";

	@Bean
	Consumers probityConsumers(ConfigurableApplicationContext context, Probes probes, Engine engine,
			ProbityProperties properties, ObjectProvider<ConsumerNeeds> beans, ObjectProvider<LaterChecks> later,
			ObjectProvider<LameDuck> lameDuck, Ticker ticker) {
		ConsumerNews news = new ConsumerNews((event) -> {
			if (context.isActive()) {
				context.publishEvent(event);
			}
		});
		Map<String, ConsumerProperties> said = MergedSettings.of("probity.consumers", properties.consumers(),
				context.getEnvironment());
		Governing governing = new Governing(ListenerNeeds.of(said, beans.orderedStream().toList()),
				() -> new KnownNeeds(probes, engine.monitor().snapshots(), engine.criticalities()::isShadow,
						LaterChecks.anyOf(later)::mayCome, properties.validateNames()),
				(bound) -> ThreadLocalRandom.current().nextLong(bound), news, ticker);
		return new Consumers(sources(context, stopsWith(properties, lameDuck) != null), governing);
	}

	private static List<ContainerSource> sources(ConfigurableApplicationContext context, boolean stopFirst) {
		List<ContainerSource> sources = new ArrayList<>();
		if (ClassUtils.isPresent(KAFKA, context.getClassLoader())) {
			sources.add(new KafkaContainers(context.getBeanFactory(),
					stopFirst && !context.getEnvironment().containsProperty(KAFKA_STOPS_AT_ONCE)));
		}
		if (ClassUtils.isPresent(RABBIT, context.getClassLoader())) {
			sources.add(RabbitContainers.of(context.getBeanFactory(), phase(context.getEnvironment())));
		}
		if (ClassUtils.isPresent(JMS, context.getClassLoader())) {
			sources.add(JmsContainers.of(context.getBeanFactory()));
		}
		return sources;
	}

	@Bean
	ConsumerLifecycle probityConsumerLifecycle(Consumers consumers, ConfigurableApplicationContext context) {
		return new ConsumerLifecycle(consumers, context);
	}

	@Bean
	ConsumerEnd probityConsumerEnd(Consumers consumers, ProbityProperties properties, ObjectProvider<LameDuck> lameDuck,
			Environment environment, Ticker ticker) {
		ConsumerEnd end = new ConsumerEnd(consumers, phase(environment), ticker);
		LameDuck first = stopsWith(properties, lameDuck);
		if (first != null) {
			end.leaveWith(first);
		}
		return end;
	}

	/**
	 * How long the shutdown waits for containers.
	 */
	private static Duration phase(Environment environment) {
		return Binder.get(environment).bind(PHASE_TIMEOUT, Duration.class).orElse(Duration.ofSeconds(30));
	}

	/**
	 * The lame duck at whose entry listeners stop, if they do.
	 */
	private static @Nullable LameDuck stopsWith(ProbityProperties properties, ObjectProvider<LameDuck> lameDuck) {
		LameDuck known = lameDuck.getIfAvailable();
		return (known != null && known.waits() && properties.lameDuck().consumers() == LameDuckConsumers.STOP) ? known
				: null;
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(KafkaListenerEndpointRegistry.class)
	static class KafkaConfiguration {

		@Bean
		KafkaConsumerStarts probityKafkaConsumerStarts(Consumers consumers) {
			return new KafkaConsumerStarts(consumers);
		}

	}

	/**
	 * One of them is enough.
	 */
	static final class OnListenerLibrary extends AnyNestedCondition {

		OnListenerLibrary() {
			super(ConfigurationPhase.REGISTER_BEAN);
		}

		@ConditionalOnClass(name = KAFKA)
		static final class Kafka {

		}

		@ConditionalOnClass(name = RABBIT)
		static final class Rabbit {

		}

		@ConditionalOnClass(name = JMS)
		static final class Jms {

		}

	}

}
