package dev.probity.server;

import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.web.server.WebServer;

/**
 * The worker threads of the server of the application, from when it has started. Not
 * those of a separate management port.
 */
final class MainServerThreads implements ServerThreadsSource {

	private final List<ServerThreadReader> readers;

	private volatile @Nullable WebServer server;

	MainServerThreads(List<ServerThreadReader> readers) {
		this.readers = List.copyOf(readers);
	}

	void onStart(WebServer started) {
		this.server = started;
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
