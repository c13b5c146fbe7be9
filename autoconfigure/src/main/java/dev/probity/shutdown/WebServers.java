package dev.probity.shutdown;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;

import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;

/**
 * The embedded web servers of this context and of its children, that of a management port
 * of its own included. Thread-safe.
 */
final class WebServers implements Servers, ApplicationListener<WebServerInitializedEvent> {

	// a child may come and go, and its server refers to it
	private final Set<WebServerApplicationContext> contexts = Collections
		.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

	private final Http2Connections http2 = new Http2Connections();

	private final Duration lameDuck;

	private volatile boolean keepAliveEnds;

	/**
	 * The web servers.
	 * @param lameDuck how long clients have to leave them
	 */
	WebServers(Duration lameDuck) {
		this.lameDuck = lameDuck;
	}

	@Override
	public void onApplicationEvent(WebServerInitializedEvent event) {
		this.contexts.add(event.getApplicationContext());
	}

	/**
	 * Not on another thread: who closes needs to know them all.
	 */
	@Override
	public boolean supportsAsyncExecution() {
		return false;
	}

	@Override
	public boolean anyServesBelow(ApplicationContext context) {
		return running().stream()
			.filter((owner) -> !WebServerApplicationContext.hasServerNamespace(owner, "management"))
			.anyMatch((owner) -> ContextHierarchy.isSameOrAncestor(context, owner));
	}

	@Override
	public void endKeepAlive() {
		this.keepAliveEnds = true;
		for (WebServerApplicationContext context : running()) {
			WebServer server = context.getWebServer();
			if (server != null) {
				KeepAlive.end(server, this.http2);
			}
		}
		this.http2.startLooking();
	}

	Duration lameDuck() {
		return this.lameDuck;
	}

	Http2Connections http2() {
		return this.http2;
	}

	/**
	 * Whether clients are to leave after their next response.
	 */
	boolean endsKeepAlive() {
		return this.keepAliveEnds;
	}

	private List<WebServerApplicationContext> running() {
		synchronized (this.contexts) {
			return this.contexts.stream().filter(WebServers::isRunning).toList();
		}
	}

	private static boolean isRunning(WebServerApplicationContext context) {
		WebServer server = context.getWebServer();
		return server != null && server.getPort() > 0;
	}

}
