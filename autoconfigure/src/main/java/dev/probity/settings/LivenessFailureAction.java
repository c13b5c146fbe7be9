package dev.probity.settings;

/**
 * What to do when liveness fails.
 *
 * @since 0.1.0
 */
public enum LivenessFailureAction {

	/**
	 * Answer that it fails, and leave the rest to whoever asks.
	 */
	ANSWER,

	/**
	 * End the JVM with an exit code that says why.
	 */
	EXIT

}
