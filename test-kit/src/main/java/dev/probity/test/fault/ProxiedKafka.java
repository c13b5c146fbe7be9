package dev.probity.test.fault;

import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.ssl.SslBundle;

/**
 * The way to the brokers of a Kafka cluster through proxies.
 */
record ProxiedKafka(KafkaConnectionDetails details, Way way) implements KafkaConnectionDetails {

	private static final int PORT = 9092;

	static Object of(KafkaConnectionDetails details, Faults faults, String bean) {
		if (isEncrypted(details.getSslBundle(), details.getSecurityProtocol())
				|| Stream.of(details.getConsumer(), details.getProducer(), details.getAdmin(), details.getStreams())
					.anyMatch((client) -> isEncrypted(client.getSslBundle(), client.getSecurityProtocol()))) {
			faults.add(bean, Way.blocked(ServerKind.KAFKA, Way.ENCRYPTED));
			return details;
		}
		Way way = Way.kafka();
		faults.add(bean, way);
		return new ProxiedKafka(details, way);
	}

	private static boolean isEncrypted(@Nullable SslBundle bundle, @Nullable String protocol) {
		return bundle != null || (protocol != null && protocol.endsWith("SSL"));
	}

	@Override
	public List<String> getBootstrapServers() {
		return proxied(this.details.getBootstrapServers());
	}

	private List<String> proxied(List<String> servers) {
		return servers.stream()
			.map((server) -> this.way.proxied(Address.parse(server.replaceFirst("^\\w+://", ""), PORT)).toString())
			.toList();
	}

	@Override
	public @Nullable SslBundle getSslBundle() {
		return this.details.getSslBundle();
	}

	@Override
	public @Nullable String getSecurityProtocol() {
		return this.details.getSecurityProtocol();
	}

	@Override
	public Configuration getConsumer() {
		return proxied(this.details.getConsumer());
	}

	@Override
	public Configuration getProducer() {
		return proxied(this.details.getProducer());
	}

	@Override
	public Configuration getAdmin() {
		return proxied(this.details.getAdmin());
	}

	@Override
	public Configuration getStreams() {
		return proxied(this.details.getStreams());
	}

	private Configuration proxied(Configuration client) {
		return Configuration.of(proxied(client.getBootstrapServers()), client.getSslBundle(),
				client.getSecurityProtocol());
	}

}
