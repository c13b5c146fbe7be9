package dev.probity.budget;

import java.util.Set;
import java.util.stream.Stream;

import org.springframework.util.ClassUtils;

/**
 * The libraries whose listeners stop with the lame duck. Known by the names of types,
 * since none of them has to be there. Listeners of others stop when Spring stops them.
 */
enum ListenerLibrary {

	KAFKA("org.springframework.kafka.listener.MessageListenerContainer",
			"org.springframework.kafka.config.KafkaListenerEndpointRegistry"),

	// its common type is another one in Spring AMQP 4.1 than before
	RABBIT("org.springframework.amqp.core.MessageListenerContainer",
			"org.springframework.amqp.rabbit.listener.MessageListenerContainer",
			"org.springframework.amqp.rabbit.listener.RabbitListenerEndpointRegistry"),

	JMS("org.springframework.jms.listener.MessageListenerContainer",
			"org.springframework.jms.config.JmsListenerEndpointRegistry");

	private final Set<String> types;

	ListenerLibrary(String... types) {
		this.types = Set.of(types);
	}

	/**
	 * Whether a bean is a container or the registry of containers of this library.
	 */
	boolean has(Object bean) {
		Stream<Class<?>> classes = Stream.iterate(bean.getClass(), (type) -> type != null, Class::getSuperclass);
		return Stream.concat(classes, ClassUtils.getAllInterfacesForClassAsSet(bean.getClass()).stream())
			.anyMatch((type) -> this.types.contains(type.getName()));
	}

	static boolean stopsWithLameDuck(Object bean) {
		return Stream.of(values()).anyMatch((library) -> library.has(bean));
	}

}
