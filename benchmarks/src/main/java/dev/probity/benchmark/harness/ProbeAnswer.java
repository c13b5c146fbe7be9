package dev.probity.benchmark.harness;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * What a probe has answered to somebody who asks as a kubelet does: on a connection of
 * its own, and with a timeout for the whole of it.
 *
 * @param sentAt the nanoseconds of the request
 * @param latency how long it took
 * @param status the HTTP status, or {@link #NONE}
 */
public record ProbeAnswer(long sentAt, Duration latency, int status) {

	/** No answer in time, or no connection. */
	public static final int NONE = 0;

	/** The default <code>timeoutSeconds</code>. */
	public static final Duration KUBELET = Duration.ofSeconds(1);

	private static final String VERSION = "HTTP/1.1 ";

	/**
	 * Ask a probe.
	 */
	public static ProbeAnswer of(int port, String path, Duration timeout) {
		long sentAt = System.nanoTime();
		String text = exchange(port, path, timeout, sentAt);
		Duration latency = Duration.ofNanos(System.nanoTime() - sentAt);
		boolean inTime = latency.compareTo(timeout) < 0 && text.startsWith(VERSION);
		return new ProbeAnswer(sentAt, latency,
				inTime ? Integer.parseInt(text.substring(VERSION.length(), VERSION.length() + 3)) : NONE);
	}

	private static String exchange(int port, String path, Duration timeout, long sentAt) {
		try (Socket socket = new Socket()) {
			socket.connect(new InetSocketAddress("127.0.0.1", port), (int) timeout.toMillis());
			socket.setSoTimeout((int) Math.max(1, timeout.minusNanos(System.nanoTime() - sentAt).toMillis()));
			socket.getOutputStream()
				.write("GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".formatted(path)
					.getBytes(StandardCharsets.US_ASCII));
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			return "";
		}
	}

	/**
	 * Whether there was one in time.
	 */
	public boolean isAnswered() {
		return this.status != NONE;
	}

	/**
	 * Returns the nanoseconds of its end.
	 */
	public long endedAt() {
		return this.sentAt + this.latency.toNanos();
	}

}
