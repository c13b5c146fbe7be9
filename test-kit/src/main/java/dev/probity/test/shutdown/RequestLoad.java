package dev.probity.test.shutdown;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

/**
 * Clients that send one request after the other until they are told to end: some keep
 * their connections, some open a new one each time.
 */
final class RequestLoad implements AutoCloseable {

	private static final int KEEPING = 6;

	private static final int OPENING = 2;

	private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(5);

	private final int port;

	private final List<String> paths;

	private final boolean unavailableIsAnAnswer;

	private final AtomicInteger answered = new AtomicInteger();

	private final List<String> lost = new CopyOnWriteArrayList<>();

	private final List<Thread> threads = new ArrayList<>();

	private volatile boolean ended;

	private RequestLoad(int port, List<String> paths, boolean unavailableIsAnAnswer) {
		this.port = port;
		this.paths = paths;
		this.unavailableIsAnAnswer = unavailableIsAnAnswer;
	}

	/**
	 * Begin to send requests.
	 * @param unavailableIsAnAnswer whether 503 is what a request has asked for
	 */
	static RequestLoad begin(int port, List<String> paths, boolean unavailableIsAnAnswer) {
		RequestLoad load = new RequestLoad(port, paths, unavailableIsAnAnswer);
		for (int i = 0; i < KEEPING + OPENING; i++) {
			int number = i;
			Thread thread = new Thread(() -> load.send(number), "client-" + i);
			thread.setDaemon(true);
			thread.start();
			load.threads.add(thread);
		}
		return load;
	}

	private void send(int number) {
		KeptConnection connection = null;
		for (int i = number; !this.ended; i++) {
			connection = send(connection, this.paths.get(i % this.paths.size()), number < KEEPING);
			LockSupport.parkNanos(PAUSE);
		}
		close(connection);
	}

	/**
	 * Send one request.
	 * @return the connection if it is kept
	 */
	private @Nullable KeptConnection send(@Nullable KeptConnection kept, String path, boolean keep) {
		KeptConnection connection = kept;
		try {
			connection = (connection != null) ? connection : new KeptConnection(this.port);
			int status = connection.get(path);
			if (status >= 500 && !(this.unavailableIsAnAnswer && status == 503)) {
				this.lost.add("GET %s: %d".formatted(path, status));
			}
			else {
				this.answered.incrementAndGet();
			}
			if (keep && connection.isKept()) {
				return connection;
			}
		}
		catch (IOException | RuntimeException ex) {
			this.lost.add("GET %s: %s%s".formatted(path, ex, (kept != null) ? " (on a connection that was kept)" : ""));
		}
		close(connection);
		return null;
	}

	private static void close(@Nullable KeptConnection connection) {
		if (connection != null) {
			try {
				connection.close();
			}
			catch (IOException ex) {
				// it is gone
			}
		}
	}

	/**
	 * Wait until every client has been answered.
	 */
	void awaitAnswers(ChildApplication application) {
		application.await("answer %d requests (%s)".formatted(5 * this.threads.size(), this.lost),
				() -> this.answered.get() >= 5 * this.threads.size() || !this.lost.isEmpty());
	}

	void goOnFor(Duration time) {
		long end = System.nanoTime() + time.toNanos();
		while (System.nanoTime() - end < 0) {
			LockSupport.parkNanos(end - System.nanoTime());
		}
	}

	/**
	 * Send no more requests, and wait for the answers to those that are under way.
	 */
	void end() {
		this.ended = true;
		for (Thread thread : this.threads) {
			try {
				thread.join();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				throw new IllegalStateException(ex);
			}
		}
	}

	int answered() {
		return this.answered.get();
	}

	List<String> lost() {
		return this.lost;
	}

	@Override
	public void close() {
		this.ended = true;
	}

}
