package dev.probity.server;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.web.server.WebServer;

/**
 * Reads the worker threads of servers of one kind. Implementations are thread-safe, and
 * never wait.
 */
@FunctionalInterface
interface ServerThreadReader {

	/**
	 * The figures now.
	 * @param server a server
	 * @return the figures, or {@code null} if it is of another kind, does not run now, or
	 * has no threads that could be used up, such as virtual ones
	 */
	@Nullable ServerThreads read(WebServer server);

}
