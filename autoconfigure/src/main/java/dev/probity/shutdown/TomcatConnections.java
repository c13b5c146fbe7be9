package dev.probity.shutdown;

import org.apache.catalina.connector.Connector;
import org.apache.coyote.http11.AbstractHttp11Protocol;

import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.WebServer;

/**
 * Keep-alive connections of Tomcat. A header that the application sets would not do: it
 * makes Tomcat drop chunked encoding, and breaks HTTP/2.
 */
final class TomcatConnections {

	private TomcatConnections() {
	}

	/**
	 * Have each HTTP/1 connection closed after its next response, which says so.
	 */
	static void endKeepAlive(WebServer server) {
		if (!(server instanceof TomcatWebServer tomcat)) {
			return;
		}
		for (Connector connector : tomcat.getTomcat().getService().findConnectors()) {
			if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> http) {
				http.setMaxKeepAliveRequests(1);
			}
		}
	}

}
