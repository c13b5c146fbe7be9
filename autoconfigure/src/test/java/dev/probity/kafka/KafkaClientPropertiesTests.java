package dev.probity.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.probity.check.CheckPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the client of a check has beyond the application's properties.
 */
class KafkaClientPropertiesTests {

	@Test
	void keepsWhatTheApplicationHasSet() {
		Map<String, Object> set = Map.of("bootstrap.servers", List.of("localhost:1"), "reconnect.backoff.max.ms", "77",
				"retry.backoff.ms", "88", "metadata.recovery.strategy", "rebootstrap", "security.protocol", "SSL");
		assertThat(properties(set, Duration.ofSeconds(5)).forCheck()).containsAllEntriesOf(set);
	}

	@Test
	void keepsTheOtherHalfOfWhatTheApplicationHasSet() {
		Map<String, Object> set = Map.of("reconnect.backoff.ms", "20000", "retry.backoff.max.ms", "200",
				"metadata.recovery.strategy", "none");
		assertThat(properties(set, Duration.ofSeconds(5)).forCheck()).containsAllEntriesOf(set)
			.doesNotContainKeys("reconnect.backoff.max.ms", "retry.backoff.ms");
	}

	@ParameterizedTest
	@CsvSource({ "PT0.1S, 1000", "PT5S, 5000", "PT1M, 10000" })
	void connectsNoOftenerThanOnceBetweenTwoRuns(Duration interval, long backoff) {
		assertThat(properties(Map.of(), interval).forCheck()).isEqualTo(Map.of("reconnect.backoff.max.ms", backoff,
				"retry.backoff.ms", 500L, "metadata.recovery.strategy", "none", "request.timeout.ms", 1800,
				"socket.connection.setup.timeout.ms", 1800, "socket.connection.setup.timeout.max.ms", 1800));
	}

	@ParameterizedTest
	@CsvSource({ "30000, 1800", "1799, 1799", "nonsense, 1800", "-1, 1800" })
	void waitsForNoServerLongerThanTheCheckCan(String set, String expected) {
		assertThat(properties(Map.of("request.timeout.ms", set), Duration.ofSeconds(5)).forCheck()
			.get("request.timeout.ms")).hasToString(expected);
	}

	@Test
	void sharesNoNameWithAnotherClient() {
		KafkaClientProperties named = properties(Map.of("client.id", "orders"), Duration.ofSeconds(5));
		Object first = named.forCheck().get("client.id");
		assertThat(first).asString().startsWith("orders-probity-");
		assertThat(named.forCheck().get("client.id")).isNotEqualTo(first);
	}

	@Test
	void readsAddressesInEitherForm() {
		assertThat(addresses("one:1, two:2,")).isEqualTo("one:1,two:2");
		assertThat(addresses(List.of("one:1", "two:2"))).isEqualTo("one:1,two:2");
		assertThat(properties(Map.of(), Duration.ofSeconds(5)).addresses()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "localhost:9092", "SASL_SSL://localhost:9092", "[::1]:9092", "127.0.0.1:1", "no address",
			"nosuch.invalid:1,localhost:2" })
	void looksUpWhatIsAnAddress(String servers) {
		assertThat(properties(Map.of("bootstrap.servers", servers), Duration.ofSeconds(5)).isResolvable()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "nosuch.invalid:9092", "SSL://nosuch.invalid:9092,other.invalid:9092" })
	void tellsThatNoAddressCanBeResolved(String servers) {
		assertThat(properties(Map.of("bootstrap.servers", servers), Duration.ofSeconds(5)).isResolvable()).isFalse();
	}

	private static String addresses(Object servers) {
		return properties(Map.of("bootstrap.servers", servers), Duration.ofSeconds(5)).addresses();
	}

	private static KafkaClientProperties properties(Map<String, Object> properties, Duration interval) {
		return new KafkaClientProperties(properties,
				CheckPolicy.of(interval,
						interval.compareTo(Duration.ofSeconds(1)) < 0 ? interval : Duration.ofSeconds(1),
						Duration.ofMillis(100), 2, 2, 0.1, null),
				Duration.ofMillis(1800));
	}

}
