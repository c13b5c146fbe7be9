package dev.probity.traffic;

/**
 * Knows what to write into a manifest so that a probe is asked where it is answered
 * whatever the application does.
 */
@FunctionalInterface
public interface ProbeManifest {

	/**
	 * What to write for the liveness probe, in a sentence.
	 */
	String livenessAdvice();

}
