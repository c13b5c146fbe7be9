package dev.probity.sample.probes;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Asks as a kubelet does: on a connection of its own that nobody uses again, with the
 * default timeout for the whole of it. On a bare socket, since the JDK's clients keep
 * connections or try again in silence.
 */
final class KubeletProbe {

	static final String READINESS = "/readyz";

	static final String LIVENESS = "/livez";

	static final String STARTUP = "/startupz";

	static final String READINESS_GROUP = "/actuator/health/readiness";

	static final String LIVENESS_GROUP = "/actuator/health/liveness";

	static final String HEALTH = "/actuator/health";

	/** Needs none of the servers, and is no probe. */
	static final String CONSTANT = "/catalog";

	static final Duration TIMEOUT = Duration.ofSeconds(1);

	private KubeletProbe() {
	}

	/**
	 * Sends one request.
	 * @param origin reading of {@link System#nanoTime()} from which time is counted
	 */
	static Answer send(int port, String path, long origin) {
		long start = System.nanoTime();
		String text = exchange(port, path, start);
		Duration latency = Duration.ofNanos(System.nanoTime() - start);
		boolean inTime = latency.compareTo(TIMEOUT) < 0 && text.startsWith("HTTP/1.1 ");
		return new Answer(path, Duration.ofNanos(start - origin), latency,
				inTime ? Integer.parseInt(text.substring(9, 12)) : Answer.NONE, text);
	}

	private static String exchange(int port, String path, long start) {
		try (Socket socket = new Socket()) {
			socket.connect(new InetSocketAddress("127.0.0.1", port), (int) TIMEOUT.toMillis());
			socket.setSoTimeout((int) Math.max(1, TIMEOUT.minusNanos(System.nanoTime() - start).toMillis()));
			socket.getOutputStream()
				.write("GET %s HTTP/1.1\r\nHost: localhost:%d\r\nConnection: close\r\n\r\n".formatted(path, port)
					.getBytes(StandardCharsets.US_ASCII));
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			return ex.toString();
		}
	}

}
