package dev.probity.grpc;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import dev.probity.indicator.SynchronouslyReadIndicators;
import dev.probity.probe.Probes;
import dev.probity.settings.FailureAnalyzedException;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;

import org.springframework.boot.grpc.server.health.GrpcServerHealth;
import org.springframework.boot.grpc.server.health.HealthCheckedGrpcComponents;

/**
 * The services that the application has declared for Spring Boot's gRPC health, above all
 * with <code>spring.grpc.server.health.service</code>.
 */
final class GrpcServices implements SynchronouslyReadIndicators {

	private final HealthCheckedGrpcComponents components;

	GrpcServices(HealthCheckedGrpcComponents components) {
		this.components = components;
	}

	/**
	 * Have their status worked out as Spring Boot does, from what is known when somebody
	 * asks.
	 * @throws FailureAnalyzedException if one has the name of a probe
	 */
	GrpcDeclaredServices statuses(GrpcServerHealth health, Probes probes) {
		Set<String> names = new TreeSet<>(this.components.getServiceNames());
		Set<String> taken = GrpcHealth.serviceNames(probes);
		names.stream().filter(taken::contains).findFirst().ifPresent((name) -> {
			throw new FailureAnalyzedException(
					"The gRPC health service '%s' ('spring.grpc.server.health.service.%s') has the name of a probe, and gRPC health answers with the status of that probe."
						.formatted(name, name),
					"Remove or rename it. To choose the checks of the probe, set 'management.endpoint.health.group.%s.include' or, for a feature, 'probity.features.%s.checks'."
						.formatted(name, name));
		});
		return new GrpcDeclaredServices(names, (name) -> status(health, name));
	}

	private static ServingStatus status(GrpcServerHealth health, String name) {
		// the application's own can be asked for everything only
		GrpcServerHealth asked = (health instanceof GrpcServiceHealth services) ? services.only(name) : health;
		Map<String, ServingStatus> statuses = new HashMap<>();
		asked.update(statuses::put);
		return statuses.getOrDefault(name, ServingStatus.UNKNOWN);
	}

	@Override
	public boolean include(String indicator) {
		return this.components.getServiceNames()
			.stream()
			.map(this.components::getService)
			.filter(Objects::nonNull)
			.anyMatch((service) -> service.isMember(indicator));
	}

}
