package dev.probity.grpc;

import io.grpc.BindableService;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.health.v1.HealthGrpc;

/**
 * The service <code>grpc.health.v1.Health</code>.
 */
final class GrpcHealthService implements BindableService {

	private final GrpcHealth health;

	/**
	 * Serve what is said.
	 * @param health what is said
	 */
	public GrpcHealthService(GrpcHealth health) {
		this.health = health;
	}

	@Override
	public ServerServiceDefinition bindService() {
		return ServerInterceptors.intercept(HealthGrpc.bindService(this.health), new GrpcUserAgent.Interceptor());
	}

}
