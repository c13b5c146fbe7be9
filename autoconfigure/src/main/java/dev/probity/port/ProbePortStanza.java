package dev.probity.port;

import dev.probity.settings.ProbityProperties;
import org.jspecify.annotations.Nullable;

/**
 * What to write into a manifest so that a probe is asked on the probe port.
 *
 * @param paths the short paths
 * @param port the port, or {@code null} if none is open
 */
record ProbePortStanza(ProbityProperties.Paths paths, @Nullable ProbePort port) {

	String livenessAdvice() {
		String stanza = "livenessProbe: { httpGet: { path: %s, port: %d }, timeoutSeconds: 3 }"
			.formatted(this.paths.liveness(), (this.port != null) ? this.port.port() : ProbePort.DEFAULT);
		return (this.port != null) ? "Ask the probe port: " + stanza
				: "Set 'probity.probe-port: %d' and ask that: %s".formatted(ProbePort.DEFAULT, stanza);
	}

}
