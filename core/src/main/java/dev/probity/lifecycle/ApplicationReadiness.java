package dev.probity.lifecycle;

/**
 * What the application itself has published about its readiness.
 *
 * @since 0.1.0
 */
public enum ApplicationReadiness {

	/**
	 * It accepts traffic, or has published nothing.
	 */
	ACCEPTING_TRAFFIC,

	/**
	 * It refuses traffic.
	 */
	REFUSING_TRAFFIC

}
