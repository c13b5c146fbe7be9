package dev.probity.traffic;

/**
 * Where a probe is requested.
 */
public enum Entrance {

	/** The port of the application, by its request threads or event loops. */
	MAIN,

	/** A separate port of Actuator. */
	MANAGEMENT,

	/** The probe port. */
	PROBE_PORT,

	/** The health service of a gRPC server. */
	GRPC

}
