package dev.probity.budget;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanWrapper;
import org.springframework.beans.PropertyAccessorFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.scheduling.concurrent.ExecutorConfigurationSupport;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.util.ClassUtils;

/**
 * The phases of Spring's shutdown in which something waits. A phase ends when all its
 * beans have stopped, at the latest when its timeout is over, so each counts once,
 * whatever the number of its beans. One whose beans stop at once counts nothing.
 */
final class ShutdownPhases {

	private static final String TIMEOUT = "spring.lifecycle.timeout-per-shutdown-phase";

	// Spring Boot's, which sets it in every context of its own
	private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

	private static final String CONTAINERS = "listenerContainers";

	private static final String LISTENERS = "message listeners";

	private final ApplicationContext context;

	private final Duration listenersBefore;

	private final BootSettings settings;

	private final Map<Integer, Set<String>> waits = new TreeMap<>(Collections.reverseOrder());

	private final Set<Integer> estimated = new LinkedHashSet<>();

	// those with listeners that do not stop with the lame duck
	private final Set<Integer> late = new LinkedHashSet<>();

	private ShutdownPhases(ApplicationContext context, Environment environment, Duration listenersBefore) {
		this.context = context;
		this.listenersBefore = listenersBefore;
		this.settings = new BootSettings(context, environment);
		context.getBeansOfType(SmartLifecycle.class, false, false).forEach(this::add);
	}

	/**
	 * The phases of a context, and those of its parents, which end with the same signal.
	 * @param settings the properties of each
	 * @param listenersBefore how long before them message listeners begin to stop
	 */
	static List<ShutdownStep> stepsOf(ApplicationContext context, UnaryOperator<Environment> settings,
			Duration listenersBefore) {
		List<ShutdownStep> steps = new ArrayList<>();
		for (ApplicationContext each = context; each != null; each = each.getParent()) {
			steps.addAll(new ShutdownPhases(each, settings.apply(each.getEnvironment()), listenersBefore).steps());
		}
		return steps;
	}

	private List<ShutdownStep> steps() {
		Duration timeout = this.settings.duration(TIMEOUT, DEFAULT_TIMEOUT);
		boolean known = this.settings.applyTo(AbstractApplicationContext.LIFECYCLE_PROCESSOR_BEAN_NAME);
		return this.waits.entrySet().stream().map((phase) -> {
			ShutdownStep step = new ShutdownStep(String.join(" and ", phase.getValue()), left(phase.getKey(), timeout),
					TIMEOUT);
			return (known && !this.estimated.contains(phase.getKey())) ? step : step.estimated();
		}).toList();
	}

	/**
	 * What is left of the time of a phase when it begins. Message listeners that stop
	 * with the lame duck have had some of it.
	 */
	private Duration left(int phase, Duration timeout) {
		if (!Set.of(LISTENERS).equals(this.waits.get(phase)) || this.late.contains(phase)) {
			return timeout;
		}
		Duration left = timeout.minus(this.listenersBefore);
		return left.isNegative() ? Duration.ZERO : left;
	}

	private void add(String name, SmartLifecycle bean) {
		String wait = waitOf(name, bean);
		if (wait != null) {
			this.waits.computeIfAbsent(bean.getPhase(), (phase) -> new LinkedHashSet<>()).add(wait);
			if (wait.equals(LISTENERS) && !ListenerLibrary.stopsWithLameDuck(bean)) {
				this.late.add(bean.getPhase());
			}
			if (wait.equals(LISTENERS) && ListenerLibrary.JMS.has(bean)) {
				// waits for its message without end when it is destroyed
				this.estimated.add(bean.getPhase());
			}
			if (isPool(bean) && !this.settings.applyTo(name)) {
				// it may wait when it is destroyed instead, or as well
				this.estimated.add(bean.getPhase());
			}
		}
	}

	private @Nullable String waitOf(String name, SmartLifecycle bean) {
		if (ServerCosts.isGracefulShutdown(name, this.context)) {
			return "graceful shutdown of the web server";
		}
		if (isListener(bean)) {
			return LISTENERS;
		}
		return (isPool(bean) && this.settings.waitsInItsPhase(name)) ? "tasks of '%s'".formatted(name) : null;
	}

	private static boolean isPool(SmartLifecycle bean) {
		return bean instanceof ExecutorConfigurationSupport || bean instanceof SimpleAsyncTaskScheduler;
	}

	/**
	 * A listener finishes the messages that it has. Registries and containers of Spring
	 * for Kafka, RabbitMQ and JMS look alike, and none of them is needed to recognise
	 * them.
	 */
	private static boolean isListener(SmartLifecycle bean) {
		BeanWrapper properties = PropertyAccessorFactory.forBeanPropertyAccess(bean);
		return ClassUtils.getAllInterfacesForClassAsSet(bean.getClass())
			.stream()
			.anyMatch((type) -> type.getSimpleName().equals("MessageListenerContainer"))
				|| properties.isReadableProperty(CONTAINERS)
						&& properties.getPropertyValue(CONTAINERS) instanceof Collection<?> containers
						&& !containers.isEmpty();
	}

}
