package dev.probity.port;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

import static org.awaitility.Awaitility.await;

/**
 * A caller that sends requests and waits for no answer, and takes the answers as fast as
 * they come: the port has always something to read, and may always write.
 */
final class EndlessRequests implements AutoCloseable {

	private static final byte[] REQUESTS = "GET /livez HTTP/1.1\r\n\r\n".repeat(1000)
		.getBytes(StandardCharsets.US_ASCII);

	private final AtomicLong taken = new AtomicLong();

	private final Socket socket;

	private final Thread sender;

	private final Thread reader;

	private volatile boolean over;

	EndlessRequests(Socket socket) {
		this.socket = socket;
		this.sender = start(this::send);
		this.reader = start(this::take);
		awaitAnswers();
	}

	/**
	 * Answers to this caller, from now on.
	 */
	void awaitAnswers() {
		long before = this.taken.get();
		await().until(() -> this.taken.get() > before + 100_000);
	}

	private void send() throws IOException {
		OutputStream output = this.socket.getOutputStream();
		while (!this.over) {
			output.write(REQUESTS);
		}
	}

	private void take() throws IOException {
		InputStream input = this.socket.getInputStream();
		byte[] buffer = new byte[1 << 16];
		for (int count = input.read(buffer); count >= 0; count = input.read(buffer)) {
			this.taken.addAndGet(count);
		}
	}

	private Thread start(Endless work) {
		Thread thread = new Thread(() -> {
			try {
				work.run();
			}
			catch (IOException ex) {
				// closed
			}
		}, "endless-requests");
		thread.setDaemon(true);
		thread.start();
		return thread;
	}

	@Override
	public void close() {
		this.over = true;
		try {
			// who is not read any more does not end by himself
			this.sender.join(5_000);
			this.socket.close();
			this.reader.join(5_000);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@FunctionalInterface
	private interface Endless {

		void run() throws IOException;

	}

}
