package dev.probity.shutdown;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;

import org.apache.catalina.connector.Connector;
import org.apache.coyote.UpgradeProtocol;
import org.apache.coyote.http2.Http2Protocol;

import org.springframework.boot.tomcat.TomcatConnectorCustomizer;
import org.springframework.core.Ordered;

/**
 * HTTP/2 connections of Tomcat. Thread-safe.
 */
final class TomcatHttp2Connections implements TomcatConnectorCustomizer, Ordered {

	private final Duration duration;

	// each is held by its connection
	private final Set<TomcatHttp2Connection> connections = Collections
		.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

	/**
	 * Have clients leave when the servers are told to.
	 * @param servers the web servers
	 * @param duration how long to serve requests on a connection whose client has been
	 * told to leave; zero to leave Tomcat alone
	 */
	TomcatHttp2Connections(WebServers servers) {
		this.duration = servers.lameDuck();
		servers.http2().add(this::observe);
	}

	/**
	 * After whoever sets up HTTP/2: of two such protocols Tomcat takes the last.
	 */
	@Override
	public int getOrder() {
		return LOWEST_PRECEDENCE;
	}

	@Override
	public void customize(Connector connector) {
		if (this.duration.isZero()) {
			return;
		}
		for (UpgradeProtocol protocol : connector.findUpgradeProtocols()) {
			if (protocol instanceof Http2Protocol http2) {
				if (http2.getDrainTimeout() == 0) {
					http2.setDrainTimeout(this.duration.toNanos());
				}
				connector.addUpgradeProtocol(new TomcatHttp2Protocol(http2, this::add));
			}
		}
	}

	void add(TomcatHttp2Connection connection) {
		this.connections.add(connection);
	}

	private void observe() {
		List<TomcatHttp2Connection> open;
		synchronized (this.connections) {
			open = List.copyOf(this.connections);
		}
		open.forEach(MultiplexedConnection::observe);
	}

}
