package dev.probity.budget;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.web.server.AbstractConfigurableWebServerFactory;
import org.springframework.boot.web.server.Shutdown;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.env.Environment;

/**
 * What servers take, beside their phase of the shutdown. Known by the names of types and
 * beans, since none of their libraries has to be there.
 */
final class ServerCosts {

	// registered by Spring Boot for an embedded server, whatever the stack
	private static final String WEB_SERVER = "webServerGracefulShutdown";

	private static final String GRPC = "org.springframework.grpc.server.lifecycle.GrpcServerLifecycle";

	private static final String GRPC_PERIOD = "spring.grpc.server.shutdown.grace-period";

	// a negative grace period has no end, and Kubernetes gives none that is longer
	private static final Duration WITHOUT_END = Duration.ofDays(1);

	private static final String EVENT_LOOPS = "org.springframework.http.client.ReactorResourceFactory";

	// Spring Framework's default, which Spring Boot's property does not reach in the
	// context of a management server
	private static final Duration MANAGEMENT_PHASE = Duration.ofSeconds(10);

	private static final String TOMCAT = "org.springframework.boot.tomcat.TomcatWebServerFactory";

	private static final String JETTY = "org.springframework.boot.jetty.JettyWebServerFactory";

	private final ApplicationContext context;

	private final Environment environment;

	ServerCosts(ApplicationContext context, Environment environment) {
		this.context = context;
		this.environment = environment;
	}

	/**
	 * Whether anybody is served, by the web or by gRPC.
	 */
	boolean serve() {
		return hasWebServer() || beans(GRPC).findAny().isPresent();
	}

	/**
	 * Servers of Spring gRPC finish their calls in a way of their own, whatever the
	 * timeout of their phase.
	 */
	List<ShutdownStep> grpc() {
		BootSettings settings = new BootSettings(this.context, this.environment);
		Duration period = settings.inSeconds(GRPC_PERIOD, Duration.ofSeconds(30));
		ShutdownStep step = new ShutdownStep("gRPC server", period.isNegative() ? WITHOUT_END : period, GRPC_PERIOD);
		return beans(GRPC).map((name) -> settings.applyTo(name) ? step : step.estimated()).toList();
	}

	/**
	 * What comes after the phases: servers finish requests that do not mind being
	 * interrupted, one that waits for a database that hangs, say.
	 */
	List<ShutdownStep> threads() {
		List<ShutdownStep> steps = new ArrayList<>();
		if (hasWebServer()) {
			Duration tomcat = isServedBy(TOMCAT) ? Duration.ofSeconds(5 + 2) : Duration.ZERO;
			Duration jetty = isServedBy(JETTY) ? Duration.ofSeconds(5) : Duration.ZERO;
			if (ManagementPortType.get(this.environment) == ManagementPortType.DIFFERENT) {
				Duration requests = isGraceful(this.context) ? MANAGEMENT_PHASE : Duration.ZERO;
				steps.add(estimate("management server", requests.plus(tomcat).plus(jetty)));
			}
			// executorTerminationTimeoutMillis for threads, unloadDelay for servlets
			steps.add(estimate("Tomcat's threads", tomcat));
			// QueuedThreadPool.stopTimeout
			steps.add(estimate("Jetty's threads", jetty));
		}
		// waited for until they have been quiet, and longer if one is blocked
		ShutdownStep eventLoops = estimate("Reactor Netty's event loops", Duration.ofSeconds(15));
		beans(EVENT_LOOPS).forEach((name) -> steps.add(eventLoops));
		return steps;
	}

	/**
	 * Whether a bean finishes the requests of a web server.
	 */
	static boolean isGracefulShutdown(String bean, ApplicationContext context) {
		return bean.equals(WEB_SERVER) && isGraceful(context);
	}

	private static boolean isGraceful(ApplicationContext context) {
		return factories(context).allMatch((factory) -> factory.getShutdown() == Shutdown.GRACEFUL);
	}

	private boolean hasWebServer() {
		return this.context.containsBean(WEB_SERVER);
	}

	private boolean isServedBy(String type) {
		return factories(this.context).anyMatch((factory) -> isA(type, factory.getClass()));
	}

	private static Stream<AbstractConfigurableWebServerFactory> factories(ApplicationContext context) {
		return context.getBeanProvider(AbstractConfigurableWebServerFactory.class).stream();
	}

	private static ShutdownStep estimate(String name, Duration atMost) {
		return new ShutdownStep(name, atMost, null).estimated();
	}

	private Stream<String> beans(String type) {
		return this.context.getBeansOfType(SmartLifecycle.class, false, false)
			.entrySet()
			.stream()
			.filter((bean) -> isA(type, bean.getValue().getClass()))
			.map(Map.Entry::getKey);
	}

	private static boolean isA(String type, @Nullable Class<?> actual) {
		return actual != null && (actual.getName().equals(type) || isA(type, actual.getSuperclass()));
	}

}
