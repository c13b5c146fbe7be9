package dev.probity.shutdown;

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
	 * @param http2 gets the HTTP/2 connections of the server if nobody knows them yet
	 */
	static void end(WebServer server, Http2Connections http2) {
		if (TOMCAT) {
			TomcatConnections.endKeepAlive(server);
		}
		if (JETTY) {
			JettyConnections.endKeepAlive(server, http2);
		}
	}

}
