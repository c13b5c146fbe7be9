package dev.probity.budget;

import java.time.Duration;
import java.util.List;

import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.context.ApplicationContext;

/**
 * The server of a management port of its own, which finishes its requests as well: a heap
 * dump, say. It lives in a context of its own, which is created later and closed in one
 * phase of this one, whose timeout does not apply to it.
 */
final class ManagementServerShutdownCost implements ShutdownCosts {

	/**
	 * Spring Framework's default for a phase: Spring Boot's property does not reach that
	 * context.
	 */
	static final Duration PHASE_TIMEOUT = Duration.ofSeconds(10);

	private final ApplicationContext context;

	ManagementServerShutdownCost(ApplicationContext context) {
		this.context = context;
	}

	@Override
	public List<ShutdownStep> steps() {
		if (ManagementPortType.get(this.context.getEnvironment()) != ManagementPortType.DIFFERENT
				|| !PodShutdownCost.hasWebServer(this.context)) {
			return List.of();
		}
		Duration requests = WebServerWait.isGraceful(this.context) ? PHASE_TIMEOUT : Duration.ZERO;
		return List
			.of(new ShutdownStep("management server", requests.plus(WebServerThreadCost.of(this.context)), null));
	}

}
