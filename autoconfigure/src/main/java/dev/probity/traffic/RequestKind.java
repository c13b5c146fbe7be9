package dev.probity.traffic;

/**
 * The purpose of a request.
 */
enum RequestKind {

	/**
	 * What the application is there for.
	 */
	APPLICATION,

	/**
	 * Whether the instance, or a feature of it, is ready.
	 */
	READINESS_PROBE,

	/**
	 * Whether the server answers at all; asked by this process itself.
	 */
	LOOPBACK,

	/**
	 * Any other probe, and everything else of Actuator.
	 */
	MANAGEMENT

}
