package dev.probity.shutdown;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import org.eclipse.jetty.http2.HTTP2Session;
import org.eclipse.jetty.http2.SessionContainer;
import org.eclipse.jetty.http2.api.Session;
import org.eclipse.jetty.util.component.Container;

/**
 * HTTP/2 connections of Jetty. Not thread-safe.
 */
final class JettyHttp2Connections {

	private final SessionContainer sessions;

	private final Map<Session, JettyHttp2Connection> connections = new HashMap<>();

	private JettyHttp2Connections(SessionContainer sessions) {
		this.sessions = sessions;
	}

	/**
	 * Have clients leave.
	 * @param connectionFactory makes connections, perhaps others
	 * @param connections looks at them
	 */
	static void end(Container connectionFactory, Http2Connections connections) {
		SessionContainer sessions = connectionFactory.getBean(SessionContainer.class);
		if (sessions != null) {
			connections.add(new JettyHttp2Connections(sessions)::observe);
		}
	}

	private void observe() {
		Set<Session> open = this.sessions.getSessions();
		this.connections.keySet().retainAll(open);
		for (Session session : open) {
			if (session instanceof HTTP2Session http2) {
				this.connections.computeIfAbsent(http2, (opened) -> new JettyHttp2Connection(http2)).observe();
			}
		}
	}

}
