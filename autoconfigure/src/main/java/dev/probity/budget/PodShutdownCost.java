package dev.probity.budget;

import java.time.Duration;
import java.util.List;

import org.springframework.context.ApplicationContext;

/**
 * What comes before anything of the application is stopped: the hook of the pod, and the
 * lame duck if anybody is served. The latter as it is on Kubernetes, so that the sum does
 * not depend on where it is made.
 */
final class PodShutdownCost implements ShutdownCosts {

	// registered by Spring Boot for an embedded server, whatever the stack
	private static final String WEB_SERVER = "webServerGracefulShutdown";

	private final ApplicationContext context;

	private final Duration preStop;

	private final Duration lameDuck;

	PodShutdownCost(ApplicationContext context, Duration preStop, Duration lameDuck) {
		this.context = context;
		this.preStop = preStop;
		this.lameDuck = lameDuck;
	}

	@Override
	public List<ShutdownStep> steps() {
		return List.of(new ShutdownStep("preStop", this.preStop, PodTermination.PRE_STOP),
				new ShutdownStep("lame duck", serves() ? this.lameDuck : Duration.ZERO, "probity.lame-duck.duration"));
	}

	private boolean serves() {
		return hasWebServer(this.context) || GrpcServerShutdownCost.isIn(this.context);
	}

	static boolean hasWebServer(ApplicationContext context) {
		return context.containsBean(WEB_SERVER);
	}

}
