package dev.probity.traffic;

/**
 * Suggests what to write into a manifest so that a probe is answered whatever the
 * application does.
 */
@FunctionalInterface
public interface ProbeManifest {

	/**
	 * What to write for the liveness probe, in a sentence.
	 */
	String livenessAdvice();

}
