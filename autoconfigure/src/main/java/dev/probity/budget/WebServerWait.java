package dev.probity.budget;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.web.server.AbstractConfigurableWebServerFactory;
import org.springframework.boot.web.server.Shutdown;
import org.springframework.boot.web.server.context.WebServerGracefulShutdownLifecycle;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;

/**
 * A web server that shuts down gracefully finishes the requests that it has.
 */
final class WebServerWait implements PhaseWait {

	@Override
	public @Nullable String of(String name, SmartLifecycle bean, ApplicationContext context) {
		return (bean instanceof WebServerGracefulShutdownLifecycle && isGraceful(context))
				? "graceful shutdown of the web server" : null;
	}

	static boolean isGraceful(ApplicationContext context) {
		return context.getBeanProvider(AbstractConfigurableWebServerFactory.class)
			.stream()
			.allMatch((factory) -> factory.getShutdown() == Shutdown.GRACEFUL);
	}

}
