package dev.probity.lameduck;

import org.springframework.boot.web.server.WebServer;
import org.springframework.util.ClassUtils;

/**
 * Keep-alive connections of whichever server there is. What uses a server's classes is
 * loaded only where they are: a guard inside of it would come too late, since verifying a
 * class may load what it refers to.
 */
final class KeepAlive {

	private static final boolean TOMCAT = isPresent("org.springframework.boot.tomcat.TomcatWebServer");

	private static final boolean JETTY = isPresent("org.springframework.boot.jetty.JettyWebServer");

	private KeepAlive() {
	}

	private static boolean isPresent(String server) {
		return ClassUtils.isPresent(server, KeepAlive.class.getClassLoader());
	}

	/**
	 * Have each HTTP/1 connection closed after its next response, which says so.
	 */
	static void end(WebServer server) {
		if (TOMCAT) {
			TomcatConnections.endKeepAlive(server);
		}
		if (JETTY) {
			JettyConnections.endKeepAlive(server);
		}
	}

}
