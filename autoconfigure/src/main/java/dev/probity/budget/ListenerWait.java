package dev.probity.budget;

import java.util.Collection;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanWrapper;
import org.springframework.beans.PropertyAccessorFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.util.ClassUtils;

/**
 * A listener finishes the messages that it has. Registries and containers of Spring for
 * Kafka, RabbitMQ and JMS look alike, and none of them is needed to recognise them.
 */
final class ListenerWait implements PhaseWait {

	private static final String CONTAINERS = "listenerContainers";

	@Override
	public @Nullable String of(String name, SmartLifecycle bean, ApplicationContext context) {
		return (isContainer(bean) || isRegistryWithContainers(bean)) ? "message listeners" : null;
	}

	private static boolean isContainer(SmartLifecycle bean) {
		return ClassUtils.getAllInterfacesForClassAsSet(bean.getClass())
			.stream()
			.anyMatch((type) -> type.getSimpleName().equals("MessageListenerContainer"));
	}

	private static boolean isRegistryWithContainers(SmartLifecycle bean) {
		BeanWrapper properties = PropertyAccessorFactory.forBeanPropertyAccess(bean);
		return properties.isReadableProperty(CONTAINERS)
				&& properties.getPropertyValue(CONTAINERS) instanceof Collection<?> containers && !containers.isEmpty();
	}

}
