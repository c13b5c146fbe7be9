package dev.probity.benchmark.harness;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * The figures of the process of a {@link PodInstance}, which it tells also while its web
 * server answers nothing.
 *
 * @param port where it tells them
 */
public record Gauges(int port) {

	private static final int TIMEOUT_MILLIS = 10_000;

	/**
	 * Returns the names of its threads, without those of the JVM itself.
	 */
	public List<String> threads() throws IOException {
		return List.of(ask("threads").split(";"));
	}

	/**
	 * Collect all garbage.
	 * @return the bytes of the heap that are in use then
	 */
	public long heapAfterCollection() throws IOException {
		return Long.parseLong(ask("heap"));
	}

	/**
	 * Returns the kilobytes that it has in memory; zero where the system does not tell.
	 */
	public long residentKilobytes() throws IOException {
		return Long.parseLong(ask("resident"));
	}

	/**
	 * Returns the time that all its threads have computed.
	 */
	public Duration cpu() throws IOException {
		return Duration.ofNanos(Long.parseLong(ask("cpu")));
	}

	/**
	 * Returns how many classes are loaded.
	 */
	public long classes() throws IOException {
		return Long.parseLong(ask("classes"));
	}

	/**
	 * Returns how many beans are defined.
	 */
	public long beans() throws IOException {
		return Long.parseLong(ask("beans"));
	}

	private String ask(String figure) throws IOException {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.port)) {
			socket.setSoTimeout(TIMEOUT_MILLIS);
			socket.getOutputStream().write((figure + "\n").getBytes(StandardCharsets.UTF_8));
			String answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
				.readLine();
			if (answer == null) {
				throw new IOException("It does not tell '%s'".formatted(figure));
			}
			return answer;
		}
	}

}
