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
	private final Map<Kind, OpenPort> servers = new LinkedHashMap<>();

	ProbePorts(ApplicationContext context) {
		this.context = context;
	}

	void add(WebServerInitializedEvent event) {
		WebServerApplicationContext server = event.getApplicationContext();
		boolean isManagement = WebServerApplicationContext.hasServerNamespace(server, "management");
		if (server == this.context || (isManagement && server.getParent() == this.context)) {
			synchronized (this.servers) {
				this.servers.put(isManagement ? Kind.MANAGEMENT : Kind.MAIN,
						new OpenPort(server, event.getWebServer().getPort()));
			}
		}
	}

	void forEach(BiConsumer<Kind, OpenPort> action) {
		Map<Kind, OpenPort> all;
		synchronized (this.servers) {
			all = new LinkedHashMap<>(this.servers);
		}
		all.forEach(action);
	}

	/**
	 * A port that a server has opened. The server must not be asked for it later: Tomcat,
	 * once stopped, would open one for an answer.
	 *
	 * @param context the context of the server
	 * @param number its number; not positive if the server has none
	 */
	record OpenPort(WebServerApplicationContext context, int number) {

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
