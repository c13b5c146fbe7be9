package dev.probity.kafka;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.jspecify.annotations.Nullable;

import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.ProducerFactory;

/**
 * A bean that knows where a Kafka cluster is, and may come to know otherwise.
 *
 * @param bean the name of the bean
 * @param target the bean
 * @param properties its properties as they are now, as an admin client understands them
 */
record KafkaSource(String bean, Object target, Supplier<Map<String, Object>> properties) {

	// what a producer or a consumer has beyond these is about records
	private static final Set<String> WAY = Set.of("bootstrap.", "client.id", "client.dns.", "config.providers",
			"security.", "ssl.", "sasl.", "reconnect.", "socket.");

	// who is named so reads what only he knows, Spring Boot's own with its bundle first
	private static final Set<String> PLUGINS = Set.of("ssl.engine.factory.class", ".callback.handler.class",
			"security.providers");

	private static final Set<String> KNOWN = Stream.of(ProducerConfig.configNames(), ConsumerConfig.configNames())
		.flatMap(Set::stream)
		.collect(Collectors.toUnmodifiableSet());

	static KafkaSource of(String bean, KafkaAdmin admin) {
		return new KafkaSource(bean, admin, admin::getConfigurationProperties);
	}

	static KafkaSource of(String bean, ProducerFactory<?, ?> factory) {
		return new KafkaSource(bean, factory, () -> way(factory.getConfigurationProperties()));
	}

	static KafkaSource of(String bean, ConsumerFactory<?, ?> factory) {
		return new KafkaSource(bean, factory, () -> way(factory.getConfigurationProperties()));
	}

	/**
	 * The properties of Spring Boot that say where such a bean of its own leads to, below
	 * its prefix.
	 */
	List<String> settings() {
		if (isAdmin()) {
			return List.of("bootstrap-servers");
		}
		return List.of("bootstrap-servers",
				((this.target instanceof ProducerFactory) ? "producer" : "consumer") + ".bootstrap-servers");
	}

	private static Map<String, Object> way(Map<String, Object> properties) {
		boolean plugged = properties.keySet().stream().anyMatch((name) -> PLUGINS.stream().anyMatch(name::endsWith));
		Map<String, Object> way = new HashMap<>(properties);
		way.keySet().removeIf((name) -> WAY.stream().noneMatch(name::startsWith) && (!plugged || KNOWN.contains(name)));
		return way;
	}

	boolean isAdmin() {
		return this.target instanceof KafkaAdmin;
	}

	/**
	 * Whether it never tells where it leads to: a factory of another kind, or a mock.
	 */
	boolean isMute() {
		try {
			return !isAdmin() && servers(this.properties.get()).isEmpty();
		}
		catch (UnsupportedOperationException ex) {
			return true;
		}
		catch (RuntimeException ex) {
			// a supplier of addresses that fails
			return false;
		}
	}

	/**
	 * The addresses that it has now, in whatever order, or {@code null} if it does not
	 * tell.
	 */
	@Nullable Set<String> servers() {
		try {
			return servers(this.properties.get());
		}
		catch (RuntimeException ex) {
			// a supplier of addresses that fails
			return null;
		}
	}

	static Set<String> servers(Map<String, Object> properties) {
		Object servers = properties.get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG);
		Stream<?> all = (servers instanceof Collection<?> several) ? several.stream() : Stream.ofNullable(servers);
		Set<String> addresses = new TreeSet<>();
		all.flatMap((some) -> Stream.of(some.toString().split(",")))
			.map(String::strip)
			.filter((server) -> !server.isEmpty())
			.forEach(addresses::add);
		return addresses;
	}

	/**
	 * What two that need only one check have in common. The client's name makes no
	 * difference to where it goes.
	 */
	Object identity() {
		try {
			Map<String, Object> properties = new HashMap<>(this.properties.get());
			properties.remove(AdminClientConfig.CLIENT_ID_CONFIG);
			return properties;
		}
		catch (RuntimeException ex) {
			// the check reports that
			return this.target;
		}
	}

}
