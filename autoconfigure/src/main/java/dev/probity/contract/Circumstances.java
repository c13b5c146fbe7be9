package dev.probity.contract;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * What has to be known to judge how the probes are requested.
 *
 * @param platform whether it is Kubernetes
 * @param traffic whether anybody is served, so that readiness means something
 * @param started how long ago the instance had come up, or {@code null} if it has not
 * @param longestPause for how long the process has stood still at most
 * @param stanzas what to write for each probe
 */
record Circumstances(Platform platform, Served traffic, @Nullable Duration started, Duration longestPause,
		ProbeStanzas stanzas) {

	/**
	 * Where the application runs.
	 */
	enum Platform {

		KUBERNETES, OTHER

	}

	/**
	 * Whether the application serves requests.
	 */
	enum Served {

		REQUESTS, NOBODY

	}

}
