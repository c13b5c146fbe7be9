package dev.probity.load;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.stream.Stream;

import dev.probity.definition.CheckDefinition;
import dev.probity.definition.CheckDefinitions;
import dev.probity.settings.VitalProperties;
import dev.probity.time.Ticker;
import dev.probity.vital.VitalDefinitions;
import dev.probity.vital.VitalPolicies;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/**
 * One check for each executor of the application that is there when it starts, made or
 * not. Makes none.
 */
final class ExecutorCheckDefinitions implements CheckDefinitions {

	static final String NAME = "executor";

	private final ConfigurableListableBeanFactory beanFactory;

	private final VitalDefinitions vitals;

	private final VitalProperties.Executor settings;

	private final Duration sustainedFor;

	private final Ticker ticker;

	ExecutorCheckDefinitions(ConfigurableListableBeanFactory beanFactory, VitalDefinitions vitals,
			Duration sustainedFor, Ticker ticker) {
		this.beanFactory = beanFactory;
		this.vitals = vitals;
		this.settings = vitals.settings().properties().executor();
		this.sustainedFor = sustainedFor;
		this.ticker = ticker;
	}

	@Override
	public Collection<CheckDefinition> definitions() {
		return this.vitals.wanted(NAME,
				Stream.of(this.beanFactory.getBeanNamesForType(Executor.class, false, false))
					.filter(this::isKnown)
					.map(this::define)
					.toList());
	}

	/**
	 * Of one that has not been made yet often no more is known than that it is one.
	 */
	private boolean isKnown(String bean) {
		if (this.beanFactory.isFactoryBean(bean)) {
			// need not have made anything yet, and asking would
			return false;
		}
		Object executor = existing(bean);
		Class<?> type = (executor != null) ? executor.getClass() : this.beanFactory.getType(bean, false);
		return type != null && (type.isInterface() || Stream
			.of(ThreadPoolTaskExecutor.class, ThreadPoolTaskScheduler.class, ThreadPoolExecutor.class,
					SimpleAsyncTaskExecutor.class)
			.anyMatch((known) -> known.isAssignableFrom(type)));
	}

	private CheckDefinition define(String bean) {
		return VitalPolicies.load(NAME + "/" + bean, VitalPolicies.loadInterval(this.sustainedFor),
				(policy) -> new ExecutorCheck(() -> existing(bean), this.settings.queueThreshold(),
						this.settings.maxWait(), this.sustainedFor, policy, this.ticker));
	}

	private @Nullable Object existing(String bean) {
		return (this.beanFactory.getSingleton(bean) instanceof Executor executor) ? executor : null;
	}

}
