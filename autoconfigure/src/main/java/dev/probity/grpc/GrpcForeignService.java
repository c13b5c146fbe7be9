package dev.probity.grpc;

import java.util.function.BooleanSupplier;

import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.stub.StreamObserver;

/**
 * A service that is not Probity's, whose status is set by the application with its
 * {@code HealthStatusManager}, or nobody.
 */
final class GrpcForeignService implements GrpcSource, StreamObserver<HealthCheckResponse> {

	private final BooleanSupplier leaving;

	private final Runnable changed;

	private volatile ServingStatus said = ServingStatus.SERVICE_UNKNOWN;

	GrpcForeignService(BooleanSupplier leaving, Runnable changed) {
		this.leaving = leaving;
		this.changed = changed;
	}

	@Override
	public GrpcAnswer read() {
		ServingStatus now = this.said;
		return GrpcAnswer.of(this.leaving.getAsBoolean() ? GrpcSource.leaving(now) : now);
	}

	@Override
	public void onNext(HealthCheckResponse response) {
		this.said = response.getStatus();
		this.changed.run();
	}

	@Override
	public void onError(Throwable ex) {
		this.said = ServingStatus.SERVICE_UNKNOWN;
		this.changed.run();
	}

	@Override
	public void onCompleted() {
		// the last status stays
	}

}
