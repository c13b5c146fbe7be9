package dev.probity.budget;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;

/**
 * The gRPC servers of Spring gRPC, which finish their calls in a way of their own,
 * whatever the timeout of their phase. Known by name: the library is not needed.
 */
final class GrpcServerShutdownCost implements ShutdownCosts {

	private static final String LIFECYCLE = "org.springframework.grpc.server.lifecycle.GrpcServerLifecycle";

	private static final String PROPERTY = "spring.grpc.server.shutdown.grace-period";

	private static final Duration DEFAULT = Duration.ofSeconds(30);

	// a negative grace period has no end, and Kubernetes gives none that is longer
	private static final Duration WITHOUT_END = Duration.ofDays(1);

	private final ApplicationContext context;

	GrpcServerShutdownCost(ApplicationContext context) {
		this.context = context;
	}

	@Override
	public List<ShutdownStep> steps() {
		return servers(this.context).map(GrpcServerShutdownCost::step).toList();
	}

	static boolean isIn(ApplicationContext context) {
		return servers(context).findAny().isPresent();
	}

	private static Stream<SmartLifecycle> servers(ApplicationContext context) {
		return context.getBeansOfType(SmartLifecycle.class, false, false)
			.values()
			.stream()
			.filter((bean) -> isServer(bean.getClass()));
	}

	private static boolean isServer(Class<?> type) {
		return Stream.<Class<?>>iterate(type, (each) -> each != null, Class::getSuperclass)
			.anyMatch((each) -> each.getName().equals(LIFECYCLE));
	}

	private static ShutdownStep step(SmartLifecycle server) {
		Duration period = (HiddenSetting.of(server, "shutdownGracePeriod") instanceof Duration set) ? set : DEFAULT;
		return new ShutdownStep("gRPC server", period.isNegative() ? WITHOUT_END : period, PROPERTY);
	}

}
