package dev.probity.budget;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.springframework.boot.web.server.AbstractConfigurableWebServerFactory;
import org.springframework.context.ApplicationContext;

/**
 * What a servlet container gives to requests that go on after its graceful shutdown, and
 * do not mind being interrupted: one that waits for a database that hangs, say. Known by
 * name: neither of them is needed.
 */
final class WebServerThreadCost implements ShutdownCosts {

	// Tomcat: 5 s for its threads (executorTerminationTimeoutMillis), and 2 s for its
	// servlets (unloadDelay); Jetty: 5 s for its threads (QueuedThreadPool.stopTimeout)
	private static final Map<String, Duration> CONTAINERS = Map.of("Tomcat", Duration.ofSeconds(7), "Jetty",
			Duration.ofSeconds(5));

	private final ApplicationContext context;

	WebServerThreadCost(ApplicationContext context) {
		this.context = context;
	}

	@Override
	public List<ShutdownStep> steps() {
		return CONTAINERS.entrySet()
			.stream()
			.filter((container) -> serves(this.context, container.getKey()))
			.map((container) -> new ShutdownStep(container.getKey() + "'s threads", container.getValue(), null))
			.toList();
	}

	/**
	 * What the threads of the server take, and of any other of its kind.
	 */
	static Duration of(ApplicationContext context) {
		return new WebServerThreadCost(context).steps()
			.stream()
			.map(ShutdownStep::atMost)
			.reduce(Duration.ZERO, Duration::plus);
	}

	private static boolean serves(ApplicationContext context, String container) {
		return context.getBeanProvider(AbstractConfigurableWebServerFactory.class)
			.stream()
			.anyMatch((factory) -> factory.getClass().getSimpleName().startsWith(container));
	}

}
