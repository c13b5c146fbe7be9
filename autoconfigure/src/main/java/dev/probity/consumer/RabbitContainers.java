package dev.probity.consumer;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.amqp.rabbit.listener.AbstractMessageListenerContainer;
import org.springframework.amqp.rabbit.listener.RabbitListenerEndpointRegistry;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * The containers of Spring AMQP in one application context, simple and direct ones: those
 * of annotated methods, by their ids, and those that are beans, by their names. Their
 * common type is another one in Spring AMQP 4.1 than before, so it is not used by name.
 */
final class RabbitContainers {

	// the newer one first, which the older one extends where there are both
	private static final List<String> TYPES = List.of("org.springframework.amqp.core.MessageListenerContainer",
			"org.springframework.amqp.rabbit.listener.MessageListenerContainer");

	// for subclasses only: without it, containers keep the time they have
	private static final @Nullable Method SHUTDOWN_TIMEOUT = ReflectionUtils
		.findMethod(AbstractMessageListenerContainer.class, "getShutdownTimeout");

	private RabbitContainers() {
	}

	/**
	 * @param phase how long the shutdown waits for containers
	 */
	static ContainerSource of(ConfigurableListableBeanFactory beanFactory, Duration phase) {
		Class<? extends SmartLifecycle> type = type(beanFactory.getBeanClassLoader());
		Method autoStartup = method(type, "setAutoStartup", boolean.class);
		Method byId = method(RabbitListenerEndpointRegistry.class, "getListenerContainer", String.class);
		return new ContainersById<>(new ExistingSingletons<>(beanFactory, RabbitListenerEndpointRegistry.class),
				RabbitListenerEndpointRegistry::getListenerContainerIds,
				(registry, id) -> (SmartLifecycle) ReflectionUtils.invokeMethod(byId, registry, id),
				new ExistingSingletons<>(beanFactory, type), (container) -> new Rabbit(container, autoStartup, phase));
	}

	private static Class<? extends SmartLifecycle> type(@Nullable ClassLoader loader) {
		String name = TYPES.stream()
			.filter((type) -> ClassUtils.isPresent(type, loader))
			.findFirst()
			.orElseThrow(() -> new IllegalStateException("Spring AMQP has none of the types " + TYPES));
		return ClassUtils.resolveClassName(name, loader).asSubclass(SmartLifecycle.class);
	}

	private static Method method(Class<?> type, String name, Class<?>... arguments) {
		return Objects.requireNonNull(ReflectionUtils.findMethod(type, name, arguments));
	}

	/**
	 * @param phase how long what it is at may take
	 */
	private record Rabbit(SmartLifecycle container, Method autoStartup,
			Duration phase) implements StoppableContainer.Control {

		/**
		 * One that is just being stopped cannot be started.
		 */
		@Override
		public void stop(Runnable done) {
			this.container.stop(done);
		}

		@Override
		public void setAutoStartup(boolean autoStartup) {
			ReflectionUtils.invokeMethod(this.autoStartup, this.container, autoStartup);
		}

		/**
		 * When its own time is over, it closes the channel and the message comes again:
		 * where nobody has set that time, the message is finished.
		 */
		@Override
		public void stopAtOnce() {
			if (this.container instanceof AbstractMessageListenerContainer rabbit) {
				rabbit.setForceStop(true);
				if (hasTimeNobodyHasSet(rabbit)) {
					rabbit.setShutdownTimeout(this.phase.toMillis());
				}
			}
		}

		private static boolean hasTimeNobodyHasSet(AbstractMessageListenerContainer rabbit) {
			if (SHUTDOWN_TIMEOUT == null) {
				return false;
			}
			ReflectionUtils.makeAccessible(SHUTDOWN_TIMEOUT);
			return Objects.equals(ReflectionUtils.invokeMethod(SHUTDOWN_TIMEOUT, rabbit),
					AbstractMessageListenerContainer.DEFAULT_SHUTDOWN_TIMEOUT);
		}

		@Override
		public void leave(Runnable done) {
			stopAtOnce();
			this.container.stop(done);
		}

	}

}
