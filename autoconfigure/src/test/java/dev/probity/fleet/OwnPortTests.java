package dev.probity.fleet;

import java.util.List;
import java.util.stream.Stream;

import dev.probity.fixture.LoggedLines;
import dev.probity.settings.MainPortTls;
import org.junit.jupiter.api.Test;

import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whoever answers with TLS asks with TLS, or is told at its start that it does not.
 */
class OwnPortTests {

	@Test
	void thePortOfTheApplicationSpeaksTlsIfItsPropertiesSaySo() {
		assertThat(MainPortTls.isEnabled(new MockEnvironment())).isFalse();
		assertThat(MainPortTls.isEnabled(new MockEnvironment().withProperty("server.ssl.bundle", "web"))).isTrue();
		assertThat(MainPortTls.isEnabled(new MockEnvironment().withProperty("server.ssl.bundle", "web")
			.withProperty("server.ssl.enabled", "false"))).isFalse();
	}

	@Test
	void peersOnAnotherPortThatAreNotSaidToSpeakTlsAreToldOnce() {
		assertThat(warnings(true, "orders", "orders:9595", "http://orders:80", "10.0.0.1:8080", "10.0.0.2:8080"))
			.containsExactly(
					"WARN Peers are asked without TLS, while this instance answers with TLS: 10.0.0.1:8080, 10.0.0.2:8080. Put 'https://' before what speaks TLS, or 'http://' before what does not");
		assertThat(warnings(true, "orders", "https://10.0.0.1:8443")).isEmpty();
		assertThat(warnings(false, "orders", "10.0.0.1:8080")).isEmpty();
	}

	private static List<String> warnings(boolean tls, String... names) {
		try (LoggedLines log = new LoggedLines(OwnPort.class)) {
			new OwnPort(() -> 9595, tls).warnOfPlain(Stream.of(names).map(PeerName::of).toList());
			return log.next();
		}
	}

}
