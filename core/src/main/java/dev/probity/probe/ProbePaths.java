package dev.probity.probe;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which short path leads to which probe.
 *
 * @param probes the probes by path, each path beginning with a slash
 * @since 0.1.0
 */
public record ProbePaths(Map<String, Probe> probes) {

	/**
	 * The path of the liveness probe unless another is set.
	 */
	public static final String LIVENESS = "/livez";

	/**
	 * The path of the readiness probe unless another is set.
	 */
	public static final String READINESS = "/readyz";

	/**
	 * The path of the startup probe unless another is set.
	 */
	public static final String STARTUP = "/startupz";

	public ProbePaths {
		probes = Collections.unmodifiableMap(new LinkedHashMap<>(probes));
	}

}
