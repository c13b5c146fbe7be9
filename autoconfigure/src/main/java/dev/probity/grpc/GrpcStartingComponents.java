package dev.probity.grpc;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.grpc.server.health.HealthCheckedGrpcComponent;
import org.springframework.boot.grpc.server.health.HealthCheckedGrpcComponents;
import org.springframework.boot.grpc.server.health.StatusAggregator;
import org.springframework.boot.grpc.server.health.StatusMapper;
import org.springframework.boot.health.contributor.Status;

/**
 * What Spring Boot works out the status of for gRPC, except that nothing serves yet of
 * which something is unknown while the instance starts.
 */
final class GrpcStartingComponents implements HealthCheckedGrpcComponents {

	private final HealthCheckedGrpcComponents components;

	private final BooleanSupplier starting;

	GrpcStartingComponents(HealthCheckedGrpcComponents components, BooleanSupplier starting) {
		this.components = components;
		this.starting = starting;
	}

	@Override
	public @Nullable HealthCheckedGrpcComponent getServer() {
		return starting(this.components.getServer());
	}

	@Override
	public Set<String> getServiceNames() {
		return this.components.getServiceNames();
	}

	@Override
	public @Nullable HealthCheckedGrpcComponent getService(String name) {
		return starting(this.components.getService(name));
	}

	private @Nullable HealthCheckedGrpcComponent starting(@Nullable HealthCheckedGrpcComponent component) {
		return (component != null) ? new Component(component, this.starting) : null;
	}

	private record Component(HealthCheckedGrpcComponent component,
			BooleanSupplier starting) implements HealthCheckedGrpcComponent {

		@Override
		public boolean isMember(String name) {
			return this.component.isMember(name);
		}

		@Override
		public StatusAggregator getStatusAggregator() {
			StatusAggregator aggregator = this.component.getStatusAggregator();
			return (statuses) -> aggregator.getAggregateStatus(
					(statuses.contains(Status.UNKNOWN) && this.starting.getAsBoolean()) ? notYet(statuses) : statuses);
		}

		private static Set<Status> notYet(Set<Status> statuses) {
			Set<Status> all = new LinkedHashSet<>(statuses);
			all.remove(Status.UNKNOWN);
			all.add(Status.OUT_OF_SERVICE);
			return all;
		}

		@Override
		public StatusMapper getStatusMapper() {
			return this.component.getStatusMapper();
		}

	}

}
