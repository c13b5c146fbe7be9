package dev.probity.grpc;

import java.util.function.Consumer;

import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;

/**
 * The answer of one gRPC health service.
 *
 * @param status the status
 * @param onAnswer is called with the caller before the answer is sent
 */
record GrpcAnswer(ServingStatus status, Consumer<GrpcUserAgent> onAnswer) {

	static GrpcAnswer of(ServingStatus status) {
		return new GrpcAnswer(status, (caller) -> {
		});
	}

	HealthCheckResponse to(GrpcUserAgent caller) {
		this.onAnswer.accept(caller);
		return HealthCheckResponse.newBuilder().setStatus(this.status).build();
	}

}
