package dev.probity.benchmark.http;

import java.io.IOException;
import java.time.Duration;

/**
 * Asks for one path over connections that are kept, all of them in one thread: on each
 * connection again as soon as it has the answer, or at a steady pace.
 *
 * @param port where the server listens, on the loopback interface
 * @param path the path
 * @param connections how many of them
 * @param period from one request of a connection to its next; {@link Duration#ZERO} for
 * at once
 */
record Load(int port, String path, int connections, Duration period) {

	/** How long an answer is waited for. */
	static final Duration TIMEOUT = Duration.ofSeconds(2);

	/**
	 * As fast as it answers.
	 */
	static Load closedLoop(int port, String path, int connections) {
		return new Load(port, path, connections, Duration.ZERO);
	}

	/**
	 * One connection, whatever the answers take, but not before them.
	 */
	static Load steady(int port, String path, int perSecond) {
		return new Load(port, path, 1, Duration.ofSeconds(1).dividedBy(perSecond));
	}

	/**
	 * Ask.
	 * @param window how long requests are sent
	 * @return once all of them have been answered, or have timed out
	 */
	Sample run(Duration window) throws IOException {
		try (LoadRun run = new LoadRun(this, System.nanoTime() + window.toNanos())) {
			return run.complete();
		}
	}

}
