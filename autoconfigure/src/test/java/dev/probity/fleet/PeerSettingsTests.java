package dev.probity.fleet;

import java.time.Duration;
import java.util.List;

import dev.probity.settings.FailFast;
import dev.probity.settings.FailureAnalyzedException;
import dev.probity.settings.FleetProperties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PeerSettingsTests {

	@Test
	void peersHaveNamesOrAddressesWithOrWithoutAPort() {
		assertThat(
				settings(List.of("10.0.0.1:8080", "orders-2", "https://[2001:db8::1]:9595"), null, null, null).names())
			.containsExactly(new PeerName(null, "10.0.0.1", 8080), new PeerName(null, "orders-2", null),
					new PeerName("https", "2001:db8::1", 9595));
		assertThat(settings(List.of(), "orders-headless", null, null).names())
			.containsExactly(new PeerName(null, "orders-headless", null));
		assertThat(settings(List.of(), null, "http://orders/shop/", null).service()).isEqualTo("http://orders/shop");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "10.0.0.1:0", "10.0.0.1:65536", "ftp://orders", "orders/path", "a b", "orders:http" })
	void whatIsNoAddressStopsTheStart(String peer) {
		assertThatExceptionOfType(FailureAnalyzedException.class)
			.isThrownBy(() -> settings(List.of(peer), null, null, null))
			.withMessageContaining("'probity.fleet.peers' is '" + peer + "'");
	}

	@ParameterizedTest
	@ValueSource(strings = { "orders", "http://", "http://orders?x=y", "ftp://orders", "http://orders_app:8080",
			"http://orders:99999", "http://orders/a b" })
	void whatIsNoUrlStopsTheStart(String service) {
		assertThatExceptionOfType(FailureAnalyzedException.class)
			.isThrownBy(() -> settings(List.of(), null, service, null))
			.withMessageContaining("'probity.fleet.service' is '" + service + "'");
	}

	@Test
	void aUserBeforeTheHostStopsTheStartAndIsNotTold() {
		assertThatExceptionOfType(FailureAnalyzedException.class)
			.isThrownBy(() -> settings(List.of(), null, "http://scott:hunter2@orders", null))
			.withMessageContaining("'probity.fleet.service' is 'http://***@orders'");
	}

	@Test
	void twoWaysToFindPeersStopTheStart() {
		assertThatExceptionOfType(FailureAnalyzedException.class)
			.isThrownBy(() -> settings(List.of("a:1"), "orders-headless", null, null))
			.withMessageContaining("more than one is set");
	}

	@Test
	void aBlankTokenStopsTheStart() {
		assertThatExceptionOfType(FailureAnalyzedException.class)
			.isThrownBy(() -> settings(List.of("a:1"), null, null, " "))
			.withMessageContaining("'probity.fleet.token'");
	}

	private static PeerSettings settings(List<String> peers, @Nullable String dns, @Nullable String service,
			@Nullable String token) {
		return PeerSettings
			.of(new FleetProperties(peers, dns, service, token, "/peerz", Duration.ofSeconds(30), FailFast.of("off")));
	}

}
