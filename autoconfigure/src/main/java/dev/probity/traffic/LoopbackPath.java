package dev.probity.traffic;

import java.util.UUID;

/**
 * A path on which this process probes its own server. It is answered ahead of all filters
 * and all code of the application, and cannot be guessed.
 *
 * @param value the path below that of the dispatcher, beginning with a slash
 * @since 0.1.0
 */
public record LoopbackPath(String value) {

	/**
	 * A random path that cannot be guessed.
	 * @return the path
	 */
	public static LoopbackPath random() {
		return new LoopbackPath("/probity-loopback-" + UUID.randomUUID());
	}

}
