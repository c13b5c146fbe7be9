package dev.probity.server;

import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationContext;

/**
 * Which of the servers that open a port is that of the application: not that of a
 * management port of its own, nor that of a child where the context has one itself.
 */
final class MainServer {

	private MainServer() {
	}

	public static boolean isIn(WebServerInitializedEvent event, ApplicationContext context) {
		WebServerApplicationContext owner = event.getApplicationContext();
		return !WebServerApplicationContext.hasServerNamespace(owner, "management")
				&& (owner == context || !(context instanceof WebServerApplicationContext));
	}

}
