package dev.probity.autoconfigure;

import dev.probity.port.ProbePort;
import org.jspecify.annotations.Nullable;

/**
 * What to write into a manifest so that a probe is asked on the probe port.
 */
final class ProbePortStanza {

	private ProbePortStanza() {
	}

	static String ofLiveness(ProbityProperties.Paths paths, @Nullable ProbePort port) {
		String stanza = "livenessProbe: { httpGet: { path: %s, port: %d }, timeoutSeconds: 3 }"
			.formatted(paths.liveness(), (port != null) ? port.port() : ProbePort.DEFAULT);
		return (port != null) ? "Ask the probe port: " + stanza
				: "Set 'probity.probe-port: %d' and ask that: %s".formatted(ProbePort.DEFAULT, stanza);
	}

}
