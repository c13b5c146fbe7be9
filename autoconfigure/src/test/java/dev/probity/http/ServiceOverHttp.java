package dev.probity.http;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A service that answers every request on a connection of its own with the bytes it was
 * told, and then may go on for as long as it likes.
 */
final class ServiceOverHttp implements AutoCloseable {

	private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

	private final List<String> heads = new CopyOnWriteArrayList<>();

	private final AtomicInteger open = new AtomicInteger();

	private volatile String answer;

	private volatile Duration delay = Duration.ZERO;

	private volatile Body body = Body.ENDS;

	ServiceOverHttp(String answer) throws IOException {
		this.answer = answer;
		Thread thread = new Thread(this::accept, "service-over-http");
		thread.setDaemon(true);
		thread.start();
	}

	static ServiceOverHttp saying(int status, String... headers) throws IOException {
		return new ServiceOverHttp(head(status, headers));
	}

	private static String head(int status, String... headers) {
		StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Said\r\n");
		List.of(headers).forEach((header) -> head.append(header).append("\r\n"));
		return head.append("Connection: close\r\n\r\n").toString();
	}

	void says(int status, String... headers) {
		this.answer = head(status, headers);
	}

	/**
	 * Answer with a head and a body that never ends.
	 */
	void neverEnds() {
		this.answer = "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n";
		this.body = Body.NEVER_ENDS;
	}

	/**
	 * Take requests and say nothing.
	 */
	void isSilent() {
		this.answer = "";
		this.body = Body.NEVER_ENDS;
	}

	void answersAfter(Duration delay) {
		this.delay = delay;
	}

	String url(String path) {
		return "http://127.0.0.1:%d%s".formatted(this.socket.getLocalPort(), path);
	}

	List<String> heads() {
		return this.heads;
	}

	int open() {
		return this.open.get();
	}

	private void accept() {
		while (!this.socket.isClosed()) {
			try {
				Socket connection = this.socket.accept();
				Thread thread = new Thread(() -> serve(connection), "service-over-http-connection");
				thread.setDaemon(true);
				thread.start();
			}
			catch (IOException closed) {
				return;
			}
		}
	}

	private void serve(Socket connection) {
		this.open.incrementAndGet();
		try (connection) {
			StringBuilder head = new StringBuilder();
			while (head.indexOf("\r\n\r\n") < 0) {
				int read = connection.getInputStream().read();
				if (read < 0) {
					return;
				}
				head.append((char) read);
			}
			this.heads.add(head.toString());
			Thread.sleep(this.delay.toMillis());
			OutputStream out = connection.getOutputStream();
			out.write(this.answer.getBytes(StandardCharsets.US_ASCII));
			out.flush();
			if (this.body == Body.NEVER_ENDS) {
				// until the other side goes
				connection.getInputStream().read();
			}
		}
		catch (IOException | InterruptedException gone) {
			// the other side has gone
		}
		finally {
			this.open.decrementAndGet();
		}
	}

	@Override
	public void close() {
		try {
			this.socket.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private enum Body {

		ENDS, NEVER_ENDS

	}

}
