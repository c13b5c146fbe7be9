package dev.probity.vital;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.stream.Stream;

import dev.probity.registration.CheckDefinition;
import dev.probity.time.Ticker;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.scheduling.config.ScheduledTaskHolder;

/**
 * Checks of scheduled tasks, Kafka listeners, task executors and requests, if the
 * application has them.
 */
@Configuration(proxyBeanMethods = false)
class ProgressVitals {

	@Bean
	@ConditionalOnBean(ScheduledTaskHolder.class)
	CheckDefinition probityScheduledTasksVital(ConfigurableListableBeanFactory beanFactory, VitalSettings settings,
			Ticker ticker) {
		Duration maxSilence = settings.properties().scheduledTasks().maxSilence();
		return VitalPolicies.progress("scheduledTasks", maxSilence,
				(policy) -> new ScheduledTasksCheck(() -> existing(beanFactory, ScheduledTaskHolder.class).toList(),
						maxSilence, policy, ticker));
	}

	@Bean
	@Conditional(OnTaskExecutor.class)
	CheckDefinition probityTaskExecutorsVital(ConfigurableListableBeanFactory beanFactory, VitalSettings settings,
			Ticker ticker) {
		Duration maxSilence = settings.properties().taskExecutors().maxSilence();
		return VitalPolicies.progress("taskExecutors", maxSilence,
				(policy) -> new TaskExecutorsCheck(new ExistingBeans(beanFactory, ThreadPoolTaskExecutor.class,
						ThreadPoolTaskScheduler.class, ThreadPoolExecutor.class), maxSilence, policy, ticker));
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(KafkaListenerEndpointRegistry.class)
	static class KafkaConfiguration {

		@Bean
		@ConditionalOnBean(KafkaListenerEndpointRegistry.class)
		CheckDefinition probityKafkaListenersVital(ConfigurableListableBeanFactory beanFactory, VitalSettings settings,
				Ticker ticker) {
			Duration maxSilence = settings.properties().kafkaListeners().maxSilence();
			return VitalPolicies.progress("kafkaListeners", maxSilence,
					(policy) -> new KafkaListenersCheck(() -> containers(beanFactory), maxSilence, policy, ticker));
		}

		private static List<MessageListenerContainer> containers(ConfigurableListableBeanFactory beanFactory) {
			return Stream
				.concat(existing(beanFactory, KafkaListenerEndpointRegistry.class)
					.flatMap((registry) -> registry.getListenerContainers().stream()),
						existing(beanFactory, MessageListenerContainer.class))
				.toList();
		}

	}

	/**
	 * One of them is enough.
	 */
	static final class OnTaskExecutor extends AnyNestedCondition {

		OnTaskExecutor() {
			super(ConfigurationPhase.REGISTER_BEAN);
		}

		@ConditionalOnBean(ThreadPoolTaskExecutor.class)
		static final class Executor {

		}

		@ConditionalOnBean(ThreadPoolTaskScheduler.class)
		static final class Scheduler {

		}

		@ConditionalOnBean(ThreadPoolExecutor.class)
		static final class Pool {

		}

	}

	private static <T> Stream<T> existing(ConfigurableListableBeanFactory beanFactory, Class<T> type) {
		return new ExistingBeans(beanFactory, type).get().values().stream().map(type::cast);
	}

}
