package dev.probity.lifecycle;

/**
 * What the application itself has published about its liveness.
 *
 * @since 0.1.0
 */
public enum ApplicationLiveness {

	/**
	 * It is correct, or has published nothing.
	 */
	CORRECT,

	/**
	 * It is broken in a way that only a restart repairs.
	 */
	BROKEN

}
