package dev.probity.consumer;

import java.lang.reflect.Method;
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

	private RabbitContainers() {
	}

	static ContainerSource of(ConfigurableListableBeanFactory beanFactory) {
		Class<? extends SmartLifecycle> type = type(beanFactory.getBeanClassLoader());
		Method autoStartup = method(type, "setAutoStartup", boolean.class);
		Method byId = method(RabbitListenerEndpointRegistry.class, "getListenerContainer", String.class);
		return new ContainersById<>(beanFactory, RabbitListenerEndpointRegistry.class,
				RabbitListenerEndpointRegistry::getListenerContainerIds,
				(registry, id) -> (SmartLifecycle) ReflectionUtils.invokeMethod(byId, registry, id), type,
				(container) -> new Rabbit(container, autoStartup));
	}

	private static Class<? extends SmartLifecycle> type(@Nullable ClassLoader loader) {
		String name = TYPES.stream()
			.filter((type) -> ClassUtils.isPresent(type, loader))
			.findFirst()
			.orElseThrow(() -> new IllegalStateException("Spring AMQP has none of the types " + TYPES));
		return ClassUtils.resolveClassName(name, loader).asSubclass(SmartLifecycle.class);
	}

	private static Method method(Class<?> type, String name, Class<?> argument) {
		return Objects.requireNonNull(ReflectionUtils.findMethod(type, name, argument));
	}

	private record Rabbit(SmartLifecycle container, Method autoStartup) implements StoppableContainer.Control {

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

		@Override
		public void stopAtOnce() {
			if (this.container instanceof AbstractMessageListenerContainer rabbit) {
				rabbit.setForceStop(true);
			}
		}

		@Override
		public void leave(Runnable done) {
			stopAtOnce();
			this.container.stop(done);
		}

	}

}
