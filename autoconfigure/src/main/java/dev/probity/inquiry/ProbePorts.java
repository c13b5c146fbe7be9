package dev.probity.inquiry;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationContext;

/**
 * The ports on which the application, and Actuator beside it, have begun to listen.
 */
final class ProbePorts {

	private final ApplicationContext context;

	// guarded by itself; opened once more after a pause, one may have another number
	private final Map<Kind, WebServerApplicationContext> servers = new LinkedHashMap<>();

	ProbePorts(ApplicationContext context) {
		this.context = context;
	}

	void add(WebServerInitializedEvent event) {
		WebServerApplicationContext server = event.getApplicationContext();
		boolean isManagement = WebServerApplicationContext.hasServerNamespace(server, "management");
		if (server == this.context || (isManagement && server.getParent() == this.context)) {
			synchronized (this.servers) {
				this.servers.put(isManagement ? Kind.MANAGEMENT : Kind.MAIN, server);
			}
		}
	}

	void forEach(BiConsumer<Kind, WebServerApplicationContext> action) {
		Map<Kind, WebServerApplicationContext> all;
		synchronized (this.servers) {
			all = new LinkedHashMap<>(this.servers);
		}
		all.forEach(action);
	}

	/**
	 * What a port is for.
	 */
	enum Kind {

		/** The application. */
		MAIN,

		/** Actuator alone. */
		MANAGEMENT

	}

}
