package dev.probity.server;

import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;

/**
 * The worker threads of the server of the application, from when it has started. Not
 * those of a separate management port.
 */
public final class MainServerThreads implements ServerThreadsSource, ApplicationListener<WebServerInitializedEvent> {

	private final ApplicationContext context;

	private final List<ServerThreadReader> readers;

	private volatile @Nullable WebServer server;

	MainServerThreads(ApplicationContext context, List<ServerThreadReader> readers) {
		this.context = context;
		this.readers = List.copyOf(readers);
	}

	@Override
	public void onApplicationEvent(WebServerInitializedEvent event) {
		if (MainServer.isIn(event, this.context)) {
			this.server = event.getWebServer();
		}
	}

	@Override
	public @Nullable ServerThreads get() {
		WebServer started = this.server;
		if (started == null) {
			return null;
		}
		return this.readers.stream()
			.map((reader) -> reader.read(started))
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

}
