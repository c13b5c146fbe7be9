package dev.probity.server;

import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Stream;

import org.apache.catalina.connector.Connector;
import org.apache.tomcat.util.threads.ThreadPoolExecutor;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.WebServer;

/**
 * The worker threads of Tomcat: of several connectors, those of the one whose threads are
 * used most. An executor that is not Tomcat's own may have other work, or no bound.
 */
final class TomcatThreads implements ServerThreadReader {

	@Override
	public @Nullable ServerThreads read(WebServer server) {
		if (!(server instanceof TomcatWebServer tomcat)) {
			return null;
		}
		return Stream.of(tomcat.getTomcat().getService().findConnectors())
			.map(TomcatThreads::of)
			.filter(Objects::nonNull)
			.max(Comparator.comparingDouble(ServerThreads::share))
			.orElse(null);
	}

	private static @Nullable ServerThreads of(Connector connector) {
		return (connector.getProtocolHandler().getExecutor() instanceof ThreadPoolExecutor pool && !pool.isShutdown())
				? new ServerThreads(pool.getActiveCount(), pool.getMaximumPoolSize()) : null;
	}

}
