package dev.probity.server;

import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.jetty.JettyWebServer;
import org.springframework.boot.web.server.WebServer;

/**
 * The worker threads of Jetty, without those that accept and select connections. Work
 * that waits for a thread counts as one that is busy.
 */
final class JettyThreads implements ServerThreadReader {

	@Override
	public @Nullable ServerThreads read(WebServer server) {
		if (!(server instanceof JettyWebServer jetty)
				|| !(jetty.getServer().getThreadPool() instanceof QueuedThreadPool pool) || !pool.isRunning()
				|| pool.getVirtualThreadsExecutor() != null) {
			return null;
		}
		int max = pool.getMaxAvailableThreads();
		// the last thread may stay in reserve while work waits
		int busy = Math.max(0, pool.getUtilizedThreads()) + pool.getQueueSize();
		return (max > 0) ? new ServerThreads(Math.min(busy, max), max) : null;
	}

}
