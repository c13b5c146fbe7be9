package dev.probity.grpc;

import java.util.function.Consumer;

import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;

/**
 * What a service says.
 *
 * @param status the status
 * @param telling is to be called before a caller is told
 */
record GrpcAnswer(ServingStatus status, Consumer<GrpcUserAgent> telling) {

	static GrpcAnswer of(ServingStatus status) {
		return new GrpcAnswer(status, (caller) -> {
		});
	}

	HealthCheckResponse tell(GrpcUserAgent caller) {
		this.telling.accept(caller);
		return HealthCheckResponse.newBuilder().setStatus(this.status).build();
	}

}
