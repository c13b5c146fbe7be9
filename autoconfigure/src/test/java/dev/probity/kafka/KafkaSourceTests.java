package dev.probity.kafka;

import java.util.HashMap;
import java.util.Map;

import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

import org.springframework.boot.kafka.autoconfigure.SslBundleSslEngineFactory;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * A check that only a producer or a consumer tells where to ask goes the same way,
 * whoever makes the connections there.
 */
class KafkaSourceTests {

	@Test
	void whatIsAboutRecordsIsLeftOut() {
		Map<String, Object> way = Map.of("bootstrap.servers", "kafka:9092", "security.protocol", "SSL", "client.id",
				"orders");
		Map<String, Object> all = new HashMap<>(way);
		all.putAll(Map.of("acks", "all", "key.serializer", StringSerializer.class, "schema.registry.url",
				"http://registry", "request.timeout.ms", 77));
		assertThat(ofProducer(all)).isEqualTo(way);
		assertThat(ofConsumer(all)).isEqualTo(way);
	}

	/**
	 * As Spring Boot sets it for <code>spring.kafka.ssl.bundle</code>.
	 */
	@Test
	void anSslBundleIsThere() {
		SslBundle bundle = mock(SslBundle.class);
		Map<String, Object> way = Map.of("bootstrap.servers", "kafka:9093", "security.protocol", "SSL",
				"ssl.engine.factory.class", SslBundleSslEngineFactory.class, SslBundle.class.getName(), bundle);
		Map<String, Object> all = new HashMap<>(way);
		all.put("key.serializer", StringSerializer.class);
		assertThat(ofProducer(all)).isEqualTo(way);
		assertThat(ofConsumer(all)).isEqualTo(way);
	}

	@Test
	void aSecretThatAProviderOfSettingsKnowsIsLookedUp() {
		Map<String, Object> way = Map.of("bootstrap.servers", "kafka:9093", "config.providers", "file",
				"config.providers.file.class", "org.apache.kafka.common.config.provider.FileConfigProvider",
				"ssl.keystore.password", "${file:/run/secrets/kafka:password}");
		assertThat(ofProducer(way)).isEqualTo(way);
		assertThat(ofConsumer(way)).isEqualTo(way);
	}

	@Test
	void whoLogsInInAWayOfItsOwnFindsItsSettings() {
		Map<String, Object> way = Map.of("bootstrap.servers", "kafka:9093", "sasl.login.callback.handler.class",
				"com.example.TokenHandler", "token.audience", "kafka");
		assertThat(ofProducer(way)).isEqualTo(way);
		assertThat(ofConsumer(way)).isEqualTo(way);
	}

	private static Map<String, Object> ofProducer(Map<String, Object> properties) {
		return KafkaSource.of("orders", new DefaultKafkaProducerFactory<>(properties)).properties().get();
	}

	private static Map<String, Object> ofConsumer(Map<String, Object> properties) {
		return KafkaSource.of("orders", new DefaultKafkaConsumerFactory<>(properties)).properties().get();
	}

}
