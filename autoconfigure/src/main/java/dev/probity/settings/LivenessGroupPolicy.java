package dev.probity.settings;

/**
 * What to do if the application's own liveness group includes something outside the
 * process. Whatever is done, that never feeds liveness.
 *
 * @since 0.1.0
 */
public enum LivenessGroupPolicy {

	/**
	 * The start fails.
	 */
	FAIL,

	/**
	 * A warning is logged.
	 */
	WARN,

	/**
	 * Nothing.
	 */
	OFF

}
