package dev.probity.server;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * Those of the servers whose libraries the application has.
 */
final class ServerThreadReaders {

	private ServerThreadReaders() {
	}

	static List<ServerThreadReader> of(@Nullable ClassLoader loader) {
		List<ServerThreadReader> readers = new ArrayList<>();
		if (arePresent(loader, "org.springframework.boot.tomcat.TomcatWebServer",
				"org.apache.catalina.connector.Connector")) {
			readers.add(new TomcatThreads());
		}
		if (arePresent(loader, "org.springframework.boot.jetty.JettyWebServer",
				"org.eclipse.jetty.util.thread.QueuedThreadPool")) {
			readers.add(new JettyThreads());
		}
		return readers;
	}

	private static boolean arePresent(@Nullable ClassLoader loader, String... types) {
		return Stream.of(types).allMatch((type) -> ClassUtils.isPresent(type, loader));
	}

}
