package dev.probity.fleet;

import java.util.List;
import java.util.function.IntSupplier;

import dev.probity.port.ProbePort;
import dev.probity.settings.MainPortTls;
import dev.probity.settings.ProbityProperties;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.env.Environment;

/**
 * The port on which this instance answers its peers. The others have the same, and speak
 * the same there, unless their names say otherwise.
 *
 * @param number its number, not positive as long as it is not known
 * @param tls whether it speaks TLS
 */
record OwnPort(IntSupplier number, boolean tls) {

	private static final Log logger = LogFactory.getLog(OwnPort.class);

	/**
	 * The probe port, or where there is none that of the application, which may be any
	 * free one, and is known later.
	 */
	static OwnPort of(@Nullable ProbePort port, ProbityProperties properties, Environment environment) {
		if (port != null) {
			return new OwnPort(port::port, properties.ssl().bundle() != null);
		}
		return new OwnPort(
				() -> environment.getProperty("local.server.port", Integer.class,
						environment.getProperty("server.port", Integer.class, 8080)),
				MainPortTls.isEnabled(environment));
	}

	int numberOf(PeerName peer) {
		return (peer.port() != null) ? peer.port() : this.number.getAsInt();
	}

	String schemeOf(PeerName peer) {
		if (peer.scheme() != null) {
			return peer.scheme();
		}
		return (this.tls && numberOf(peer) == this.number.getAsInt()) ? "https" : "http";
	}

	/**
	 * Nobody notices before the questions are asked, which is when the answers are
	 * needed.
	 */
	void warnOfPlain(List<PeerName> peers) {
		List<String> plain = peers.stream()
			.filter((peer) -> this.tls && peer.scheme() == null && schemeOf(peer).equals("http"))
			.map((peer) -> peer.host() + ":" + peer.port())
			.toList();
		if (!plain.isEmpty()) {
			logger.warn(
					"Peers are asked without TLS, while this instance answers with TLS: %s. Put 'https://' before what speaks TLS, or 'http://' before what does not"
						.formatted(String.join(", ", plain)));
		}
	}

}
