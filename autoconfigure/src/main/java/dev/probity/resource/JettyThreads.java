package dev.probity.resource;

import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.jetty.JettyWebServer;
import org.springframework.boot.web.server.WebServer;

/**
 * The worker threads of Jetty, without those that accept and select connections.
 *
 * @since 0.1.0
 */
public final class JettyThreads implements ServerThreadReader {

	@Override
	public @Nullable ServerThreads read(WebServer server) {
		if (!(server instanceof JettyWebServer jetty)
				|| !(jetty.getServer().getThreadPool() instanceof QueuedThreadPool pool) || !pool.isRunning()
				|| pool.getVirtualThreadsExecutor() != null) {
			return null;
		}
		int max = pool.getMaxAvailableThreads();
		return (max > 0) ? new ServerThreads(Math.max(0, pool.getUtilizedThreads()), max) : null;
	}

}
