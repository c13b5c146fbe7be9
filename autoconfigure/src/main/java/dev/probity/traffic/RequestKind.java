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
	 * Whether the server answers at all; asked by this process itself.
	 */
	LOOPBACK,

	/**
	 * A probe, and everything else of Actuator.
	 */
	MANAGEMENT

}
