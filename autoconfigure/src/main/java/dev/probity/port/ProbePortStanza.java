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
			.formatted(this.paths.liveness(), (this.port != null) ? this.port.port() : ProbePortSettings.DEFAULT_PORT);
		return (this.port != null) ? "Point the probe at the probe port: " + stanza
				: "Set 'probity.probe-port: %d' and point the probe at it: %s".formatted(ProbePortSettings.DEFAULT_PORT,
						stanza);
	}

}
