package dev.probity.grpc;

import io.grpc.health.v1.HealthCheckResponse.ServingStatus;

/**
 * Where the answer of a service comes from.
 */
@FunctionalInterface
interface GrpcSource {

	/**
	 * What the service says at this moment.
	 */
	GrpcAnswer read();

	/**
	 * What a service that the application answers for itself says of an instance that is
	 * leaving.
	 */
	static ServingStatus leaving(ServingStatus said) {
		return (said == ServingStatus.SERVICE_UNKNOWN) ? said : ServingStatus.NOT_SERVING;
	}

}
