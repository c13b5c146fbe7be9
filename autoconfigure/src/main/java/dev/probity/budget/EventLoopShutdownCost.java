package dev.probity.budget;

import java.time.Duration;
import java.util.List;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.client.ReactorResourceFactory;

/**
 * The event loops of Reactor Netty, which are waited for: in any case until they have
 * been quiet, and longer if one is blocked.
 */
final class EventLoopShutdownCost implements ShutdownCosts {

	// Reactor Netty's own
	private static final Duration DEFAULT = Duration.ofSeconds(15);

	private final ObjectProvider<ReactorResourceFactory> resources;

	EventLoopShutdownCost(ObjectProvider<ReactorResourceFactory> resources) {
		this.resources = resources;
	}

	@Override
	public List<ShutdownStep> steps() {
		return this.resources.stream()
			.map((factory) -> new ShutdownStep("Reactor Netty's event loops", timeout(factory),
					"ReactorResourceFactory.setShutdownTimeout"))
			.toList();
	}

	private static Duration timeout(ReactorResourceFactory factory) {
		return (HiddenSetting.of(factory, "shutdownTimeout") instanceof Duration set) ? set : DEFAULT;
	}

}
