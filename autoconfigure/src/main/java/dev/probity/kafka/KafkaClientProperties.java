package dev.probity.kafka;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.probity.check.CheckPolicy;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * The application's properties of an admin client, and what the client of a check needs
 * beyond them.
 */
final class KafkaClientProperties {

	private static final AtomicInteger CLIENTS = new AtomicInteger();

	private static final Duration SHORTEST_BACKOFF = Duration.ofSeconds(1);

	private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(10);

	private final Map<String, Object> properties;

	private final CheckPolicy policy;

	private final Duration patience;

	/**
	 * The properties of one client.
	 * @param properties those of the application
	 * @param policy the check's policy
	 * @param patience how long one server may be silent before the client turns to the
	 * next one
	 */
	KafkaClientProperties(Map<String, Object> properties, CheckPolicy policy, Duration patience) {
		this.properties = properties;
		this.policy = policy;
		this.patience = patience;
	}

	/**
	 * What the client is made from. What the application has set stays, except that no
	 * server is waited for longer than the check can wait.
	 */
	Map<String, Object> forCheck() {
		Map<String, Object> own = new LinkedHashMap<>(this.properties);
		// while no broker is there each attempt to connect is logged, and by default
		// there
		// is one a second; the checks need no more than one between two runs
		Duration backoff = this.policy.interval();
		backoff = (backoff.compareTo(SHORTEST_BACKOFF) < 0) ? SHORTEST_BACKOFF : backoff;
		backoff = (backoff.compareTo(LONGEST_BACKOFF) > 0) ? LONGEST_BACKOFF : backoff;
		// each of the two has another half, which may be above or below ours
		if (!own.containsKey(AdminClientConfig.RECONNECT_BACKOFF_MS_CONFIG)) {
			own.putIfAbsent(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, backoff.toMillis());
		}
		if (!own.containsKey(AdminClientConfig.RETRY_BACKOFF_MAX_MS_CONFIG)) {
			own.putIfAbsent(AdminClientConfig.RETRY_BACKOFF_MS_CONFIG, 500L);
		}
		// meanwhile the client would also forget what it knows of the cluster, and log
		// it,
		// again and again: more than 100,000 lines in the first minute (Kafka 4.2); the
		// check takes a new client instead, now and then
		own.putIfAbsent(AdminClientConfig.METADATA_RECOVERY_STRATEGY_CONFIG, "none");
		// by default a server that takes connections and says nothing is waited for 30 s,
		// and one that is not even there for 10 s
		atMost(own, AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG);
		atMost(own, AdminClientConfig.SOCKET_CONNECTION_SETUP_TIMEOUT_MS_CONFIG);
		atMost(own, AdminClientConfig.SOCKET_CONNECTION_SETUP_TIMEOUT_MAX_MS_CONFIG);
		// two clients of one name disturb each other's figures in JMX
		own.computeIfPresent(AdminClientConfig.CLIENT_ID_CONFIG,
				(key, id) -> id + "-probity-" + CLIENTS.incrementAndGet());
		return own;
	}

	/**
	 * The same for a client that is made now, of the servers that are worth its time.
	 */
	Map<String, Object> forCheckNow() {
		Map<String, Object> own = forCheck();
		List<String> servers = servers().toList();
		if (!servers.isEmpty()) {
			// so that time remains in the run to ask the one that the client begins with
			own.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
					KafkaServers.worthAsking(servers, this.policy.timeout().multipliedBy(2).dividedBy(5)));
		}
		return own;
	}

	private void atMost(Map<String, Object> own, String name) {
		Object set = own.get(name);
		boolean isShorter = set != null && set.toString().matches("\\d{1,9}")
				&& Long.parseLong(set.toString()) <= this.patience.toMillis();
		if (!isShorter) {
			own.put(name, Math.toIntExact(this.patience.toMillis()));
		}
	}

	/**
	 * What says where the brokers are and how they are reached, as far as it can be
	 * compared: a client that was made from something else is out of date.
	 */
	Map<String, Object> comparable() {
		Map<String, Object> values = new HashMap<>(this.properties);
		values.values()
			.removeIf(
					(value) -> !(value instanceof CharSequence || value instanceof Number || value instanceof Boolean));
		values.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, addresses());
		return values;
	}

	/**
	 * Where the client looks for brokers at first, as the application wrote it.
	 */
	String addresses() {
		return servers().collect(Collectors.joining(","));
	}

	/**
	 * Whether an address can be looked up at all. What is no address is left to the
	 * client to complain of.
	 */
	boolean isResolvable() {
		List<String> servers = servers().toList();
		return servers.isEmpty() || servers.stream().anyMatch(KafkaClientProperties::isResolvable);
	}

	private static boolean isResolvable(String server) {
		Matcher address = KafkaServers.ADDRESS.matcher(server);
		if (!address.matches()) {
			return true;
		}
		try {
			InetAddress.getByName(address.group(1));
			return true;
		}
		catch (UnknownHostException ex) {
			return false;
		}
	}

	private Stream<String> servers() {
		Object servers = this.properties.get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG);
		Stream<?> all = (servers instanceof Collection<?> several) ? several.stream() : Stream.ofNullable(servers);
		return all.flatMap((some) -> Stream.of(some.toString().split(",")))
			.map(String::strip)
			.filter((server) -> !server.isEmpty());
	}

}
