package dev.probity.web;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;

import dev.probity.probe.ProbeStatus;

/**
 * What a short path answers, rendered once for each status: the same JSON as Actuator's
 * to a caller who may see no components.
 */
final class ProbeBody {

	private static final Map<ProbeStatus, byte[]> BODIES = new EnumMap<>(ProbeStatus.class);
	static {
		for (ProbeStatus status : ProbeStatus.values()) {
			BODIES.put(status, "{\"status\":\"%s\"}".formatted(status).getBytes(StandardCharsets.UTF_8));
		}
	}

	private ProbeBody() {
	}

	/**
	 * The body.
	 * @return bytes that nobody may change
	 */
	static byte[] of(ProbeStatus status) {
		byte[] body = BODIES.get(status);
		if (body == null) {
			throw new IllegalStateException("No body for " + status);
		}
		return body;
	}

}
