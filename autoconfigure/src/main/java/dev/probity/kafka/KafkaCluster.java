package dev.probity.kafka;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import org.apache.kafka.clients.admin.AdminClientConfig;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka cluster, as those beans of the application know it that led to the same
 * addresses at first. Where one of them leads elsewhere now, the application has moved,
 * and it is asked there.
 */
final class KafkaCluster implements Supplier<Map<String, Object>> {

	private final KafkaSource first;

	private final @Nullable Set<String> begin;

	private final List<KafkaSource> others = new ArrayList<>();

	KafkaCluster(KafkaSource first) {
		this.first = first;
		this.begin = first.servers();
	}

	KafkaSource first() {
		return this.first;
	}

	boolean isAt(@Nullable Set<String> servers) {
		return servers != null && servers.equals(this.begin);
	}

	void add(KafkaSource other) {
		this.others.add(other);
	}

	/**
	 * The properties now.
	 */
	@Override
	public Map<String, Object> get() {
		Map<String, Object> properties = this.first.properties().get();
		if (!isAt(KafkaSource.servers(properties))) {
			return properties;
		}
		for (KafkaSource other : this.others) {
			Set<String> servers = other.servers();
			if (servers != null && !servers.isEmpty() && !isAt(servers)) {
				Map<String, Object> moved = new HashMap<>(properties);
				moved.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, List.copyOf(servers));
				return moved;
			}
		}
		return properties;
	}

}
