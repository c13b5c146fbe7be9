package dev.probity.test.fault;

import java.util.EnumSet;
import java.util.Set;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;

/**
 * Replaces the addresses of servers by those of proxies, wherever they come from.
 */
final class ProxiedConnections implements BeanPostProcessor {

	private final Faults faults;

	private final Set<ServerKind> kinds = EnumSet.noneOf(ServerKind.class);

	ProxiedConnections(Faults faults, ClassLoader classLoader) {
		this.faults = faults;
		for (ServerKind kind : ServerKind.values()) {
			if (kind.isPresent(classLoader)) {
				this.kinds.add(kind);
			}
		}
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (this.kinds.contains(ServerKind.DB) && bean instanceof JdbcConnectionDetails details) {
			return ProxiedJdbc.of(details, this.faults, beanName);
		}
		if (this.kinds.contains(ServerKind.REDIS) && bean instanceof DataRedisConnectionDetails details) {
			return ProxiedRedis.of(details, this.faults, beanName);
		}
		if (this.kinds.contains(ServerKind.KAFKA) && bean instanceof KafkaConnectionDetails details) {
			return ProxiedKafka.of(details, this.faults, beanName);
		}
		return bean;
	}

}
