package dev.probity.contract;

/**
 * Where Kubernetes is to request the probes.
 *
 * @param number the port
 * @param state whether it is there
 * @param scheme how it is spoken to
 * @param prefix what comes before the short paths
 */
record ProbeEntrance(int number, State state, Scheme scheme, String prefix) {

	/**
	 * Whether the port is there.
	 */
	enum State {

		/** The probe port of this process. */
		OPEN,

		/** The probe port as it will be on Kubernetes. */
		CLOSED,

		/** The port of the application, since there will be no other. */
		MAIN,

		/** The port of Actuator, which alone has the probes. */
		MANAGEMENT,

		/** The port of gRPC, which alone has the probes. */
		GRPC,

		/** A probe port that there is none of, though nothing else has the probes. */
		NONE

	}

	/**
	 * How a port is spoken to.
	 */
	enum Scheme {

		HTTP, HTTPS

	}

}
