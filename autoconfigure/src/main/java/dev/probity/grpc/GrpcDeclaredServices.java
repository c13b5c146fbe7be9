package dev.probity.grpc;

import java.util.Set;
import java.util.function.Function;

import io.grpc.health.v1.HealthCheckResponse.ServingStatus;

/**
 * Services that the application has declared with Spring Boot.
 *
 * @param names their names
 * @param statuses the status of one now; must not wait for anybody
 */
record GrpcDeclaredServices(Set<String> names, Function<String, ServingStatus> statuses) {

	/**
	 * No services.
	 * @return none
	 */
	public static GrpcDeclaredServices none() {
		return new GrpcDeclaredServices(Set.of(), (name) -> ServingStatus.SERVICE_UNKNOWN);
	}

	GrpcAnswer read(String name, boolean leaving) {
		// the services of a closing server are not evaluated any more
		return GrpcAnswer.of(leaving ? ServingStatus.NOT_SERVING : this.statuses.apply(name));
	}

}
