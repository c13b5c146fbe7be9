package dev.probity.grpc;

import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.grpc.server.health.GrpcServerHealth;
import org.springframework.boot.grpc.server.health.HealthCheckedGrpcComponent;
import org.springframework.boot.grpc.server.health.HealthCheckedGrpcComponents;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.health.registry.ReactiveHealthContributorRegistry;

/**
 * Spring Boot's gRPC health, of which one service can be asked for. Spring Boot itself
 * would ask for the server as a whole each time, and so every health indicator, also one
 * that no service includes and that does not run in the background.
 */
final class GrpcServiceHealth extends GrpcServerHealth {

	private final HealthContributorRegistry registry;

	private final @Nullable ReactiveHealthContributorRegistry reactiveRegistry;

	private final HealthCheckedGrpcComponents components;

	GrpcServiceHealth(HealthContributorRegistry registry, @Nullable ReactiveHealthContributorRegistry reactiveRegistry,
			HealthCheckedGrpcComponents components) {
		super(registry, reactiveRegistry, components);
		this.registry = registry;
		this.reactiveRegistry = reactiveRegistry;
		this.components = components;
	}

	/**
	 * The health of one service, which asks what that includes and nothing else.
	 */
	GrpcServerHealth only(String service) {
		return new GrpcServerHealth(this.registry, this.reactiveRegistry, new Only(service, this.components));
	}

	private record Only(String name, HealthCheckedGrpcComponents components) implements HealthCheckedGrpcComponents {

		@Override
		public @Nullable HealthCheckedGrpcComponent getServer() {
			return null;
		}

		@Override
		public Set<String> getServiceNames() {
			return Set.of(this.name);
		}

		@Override
		public @Nullable HealthCheckedGrpcComponent getService(String name) {
			return this.components.getService(name);
		}

	}

}
