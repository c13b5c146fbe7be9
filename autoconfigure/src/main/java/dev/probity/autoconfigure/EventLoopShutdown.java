package dev.probity.autoconfigure;

import java.time.Duration;
import java.util.List;

import dev.probity.lameduck.ShutdownCosts;
import dev.probity.lameduck.ShutdownStep;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.client.ReactorResourceFactory;

/**
 * The event loops of Reactor Netty, which are waited for: in any case until they have
 * been quiet, and longer if one is blocked.
 */
final class EventLoopShutdown implements ShutdownCosts {

	// Reactor Netty's own
	private static final Duration DEFAULT = Duration.ofSeconds(15);

	private final ObjectProvider<ReactorResourceFactory> resources;

	EventLoopShutdown(ObjectProvider<ReactorResourceFactory> resources) {
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
