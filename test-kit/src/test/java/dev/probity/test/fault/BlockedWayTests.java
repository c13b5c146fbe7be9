package dev.probity.test.fault;

import java.io.ByteArrayInputStream;
import java.net.ProtocolException;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Ways on which no proxy can be: the application goes where it is told to, and a test
 * that wants to break the way is told why it cannot.
 */
class BlockedWayTests {

	private final ApplicationContextRunner applications = new ApplicationContextRunner()
		.withInitializer(Faults.initializer());

	@ParameterizedTest
	@ValueSource(strings = { "cluster.nodes=redis1:6379,redis2:6379",
			"sentinel.master=main,spring.data.redis.sentinel.nodes=redis1:26379",
			"masterreplica.nodes=redis1:6379,redis2:6379" })
	void aRedisOfSeveralNodesIsLeftAsItIs(String nodes) {
		this.applications.withConfiguration(AutoConfigurations.of(DataRedisAutoConfiguration.class))
			.withPropertyValues(("spring.data.redis." + nodes).split(",(?=spring)"))
			.run((context) -> {
				assertThat(context.getBean(DataRedisConnectionDetails.class)).isNotInstanceOf(ProxiedRedis.class);
				assertThatIllegalStateException().isThrownBy(() -> context.getBean(Faults.class).redis())
					.withMessageContaining("no standalone Redis");
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "security.protocol=SSL", "consumer.security.protocol=SASL_SSL",
			"producer.security.protocol=SSL", "admin.security.protocol=SSL" })
	void aKafkaWhoseClientsAreEncryptedIsLeftAsItIs(String setting) {
		this.applications.withConfiguration(AutoConfigurations.of(KafkaAutoConfiguration.class))
			.withPropertyValues("spring.kafka." + setting)
			.run((context) -> {
				assertThat(context.getBean(KafkaConnectionDetails.class)).isNotInstanceOf(ProxiedKafka.class);
				assertThatIllegalStateException().isThrownBy(() -> context.getBean(Faults.class).kafka())
					.withMessageContaining("it is encrypted");
			});
	}

	/**
	 * What is set in the raw properties of the clients is seen on the wire only.
	 */
	@Test
	void aClientThatSpeaksTlsAllTheSameIsNotLeftWaiting() {
		AtomicBoolean encrypted = new AtomicBoolean();
		KafkaRelay relay = new KafkaRelay((address) -> address, () -> encrypted.set(true));
		byte[] hello = { 0x16, 0x03, 0x01, 0x02, 0x00, 0x01 };
		assertThatExceptionOfType(ProtocolException.class)
			.isThrownBy(() -> relay.toServer(new ByteArrayInputStream(hello), (bytes, count) -> {
				throw new AssertionError("nothing is passed on");
			}));
		assertThat(encrypted).isTrue();
	}

}
