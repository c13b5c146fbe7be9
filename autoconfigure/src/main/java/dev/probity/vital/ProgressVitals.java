package dev.probity.vital;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.stream.Stream;

import dev.probity.definition.CheckDefinition;
import dev.probity.settings.VitalProperties;
import dev.probity.time.Ticker;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.scheduling.config.ScheduledTaskHolder;
import org.springframework.util.ClassUtils;

/**
 * Checks of scheduled tasks, Kafka listeners, task executors and requests, if the
 * application has them.
 */
final class ProgressVitals {

	private static final String KAFKA = "org.springframework.kafka.config.KafkaListenerEndpointRegistry";

	private final ConfigurableListableBeanFactory beanFactory;

	private final VitalProperties properties;

	private final Ticker ticker;

	ProgressVitals(ConfigurableListableBeanFactory beanFactory, VitalProperties properties, Ticker ticker) {
		this.beanFactory = beanFactory;
		this.properties = properties;
		this.ticker = ticker;
	}

	List<CheckDefinition> definitions() {
		List<CheckDefinition> vitals = new ArrayList<>();
		if (isThereAny(ScheduledTaskHolder.class)) {
			vitals.add(scheduledTasks());
		}
		if (isThereAny(ThreadPoolTaskExecutor.class, ThreadPoolTaskScheduler.class, ThreadPoolExecutor.class)) {
			vitals.add(taskExecutors());
		}
		if (ClassUtils.isPresent(KAFKA, this.beanFactory.getBeanClassLoader())) {
			vitals.addAll(new KafkaListeners().definitions());
		}
		return vitals;
	}

	private boolean isThereAny(Class<?>... types) {
		return Stream.of(types)
			.anyMatch((type) -> BeanFactoryUtils.beanNamesForTypeIncludingAncestors(this.beanFactory, type, true,
					false).length > 0);
	}

	private CheckDefinition scheduledTasks() {
		Duration maxSilence = this.properties.scheduledTasks().maxSilence();
		return VitalPolicies.progress("scheduledTasks", maxSilence,
				(policy) -> new ScheduledTasksCheck(() -> existing(ScheduledTaskHolder.class).toList(), maxSilence,
						policy, this.ticker));
	}

	private CheckDefinition taskExecutors() {
		Duration maxSilence = this.properties.taskExecutors().maxSilence();
		return VitalPolicies
			.progress("taskExecutors", maxSilence,
					(policy) -> new TaskExecutorsCheck(
							new ExistingBeans(this.beanFactory, ThreadPoolTaskExecutor.class,
									ThreadPoolTaskScheduler.class, ThreadPoolExecutor.class),
							maxSilence, policy, this.ticker));
	}

	private <T> Stream<T> existing(Class<T> type) {
		return new ExistingBeans(this.beanFactory, type).get().values().stream().map(type::cast);
	}

	/**
	 * Loaded only where there is such a library.
	 */
	private final class KafkaListeners {

		List<CheckDefinition> definitions() {
			if (!isThereAny(KafkaListenerEndpointRegistry.class)) {
				return List.of();
			}
			Duration maxSilence = ProgressVitals.this.properties.kafkaListeners().maxSilence();
			return List.of(VitalPolicies.progress("kafkaListeners", maxSilence,
					(policy) -> new KafkaListenersCheck(this::containers, maxSilence, policy,
							ProgressVitals.this.ticker)));
		}

		private List<MessageListenerContainer> containers() {
			return Stream
				.concat(existing(KafkaListenerEndpointRegistry.class)
					.flatMap((registry) -> registry.getListenerContainers().stream()),
						existing(MessageListenerContainer.class))
				.toList();
		}

	}

}
