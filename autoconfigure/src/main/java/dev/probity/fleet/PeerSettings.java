package dev.probity.fleet;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import dev.probity.settings.FailureAnalyzedException;
import dev.probity.settings.FleetProperties;
import dev.probity.text.Secrecy;
import org.jspecify.annotations.Nullable;

/**
 * How peers are found, as it was set, and found to be possible.
 *
 * @param names their names; empty if they are asked through a balancer
 * @param service where the balancer is, or {@code null}
 * @param path what the path of each question begins with
 * @param token what all of them know, or {@code null}
 */
record PeerSettings(List<PeerName> names, @Nullable String service, String path, @Nullable PeerToken token) {

	private static final String PREFIX = "probity.fleet.";

	/**
	 * What the properties say.
	 * @throws FailureAnalyzedException if they cannot be
	 */
	static PeerSettings of(FleetProperties properties) {
		requireOneSource(properties);
		String path = properties.path();
		if (!path.matches("(/[\\w.~-]+)+")) {
			throw new FailureAnalyzedException(
					"The path on which peers are answered, '%s', is not a plain path such as '/peerz'.".formatted(path),
					"Correct the property '%spath'.".formatted(PREFIX));
		}
		String token = properties.token();
		if (token != null && token.isBlank()) {
			throw new FailureAnalyzedException("The token of the fleet, '%stoken', is blank.".formatted(PREFIX),
					"Set it to a secret that all instances know, or do not set it.");
		}
		String dns = properties.dns();
		List<PeerName> names = (dns != null) ? List.of(name(dns, "dns", "orders-headless:9595"))
				: properties.peers().stream().map((peer) -> name(peer, "peers", "10.0.0.1:8080")).toList();
		return new PeerSettings(names, service(properties.service()), path,
				(token != null) ? new PeerToken(token) : null);
	}

	private static void requireOneSource(FleetProperties properties) {
		long sources = Stream
			.of(properties.dns(), properties.service(), properties.peers().isEmpty() ? null : properties.peers())
			.filter(Objects::nonNull)
			.count();
		if (sources > 1) {
			throw new FailureAnalyzedException(
					"Peers can be found in one way, and more than one is set: '%1$speers', '%1$sdns' or '%1$sservice'."
						.formatted(PREFIX),
					"Leave one of them.");
		}
	}

	private static PeerName name(String text, String property, String example) {
		PeerName name = PeerName.of(text);
		if (name == null) {
			throw new FailureAnalyzedException(
					"The property '%s%s' is '%s', which is no name or address with or without a port.".formatted(PREFIX,
							property, text),
					"Set it to something like '%s', with 'https://' before it if that is what the port speaks."
						.formatted(example));
		}
		return name;
	}

	private static @Nullable String service(@Nullable String url) {
		if (url == null) {
			return null;
		}
		String stripped = url.strip().replaceFirst("/+$", "");
		if (!stripped.matches("https?://[^\\s/?#@]+(/[^\\s?#]*)?") || !hasHost(stripped)) {
			throw new FailureAnalyzedException(
					"The property '%sservice' is '%s', which is no URL of HTTP whose host can be asked."
						.formatted(PREFIX, Secrecy.hide(url)),
					"Set it to something like 'http://orders'; a host has no underscore in its name, and there is no user before it.");
		}
		return stripped;
	}

	/**
	 * Java's own client refuses a host with an underscore, of which nobody would hear
	 * before the questions are asked.
	 */
	private static boolean hasHost(String url) {
		try {
			URI uri = new URI(url);
			return uri.getHost() != null && uri.getPort() <= 65_535;
		}
		catch (URISyntaxException ex) {
			return false;
		}
	}

}
