package dev.probity.benchmark.idle;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;

import dev.probity.fixture.Ports;
import redis.embedded.RedisServer;

/**
 * A Redis of one application, and how much that has asked of it.
 */
final class RedisCommands implements AutoCloseable {

	private static final String PROCESSED = "total_commands_processed:";

	private final int port = Ports.free();

	private final RedisServer server;

	// this asks, too
	private long own;

	RedisCommands() throws IOException {
		this.server = RedisServer.newRedisServer()
			.port(this.port)
			.setting("save \"\"")
			.setting("dir " + Files.createTempDirectory("redis"))
			.build();
		this.server.start();
	}

	int port() {
		return this.port;
	}

	/**
	 * How many commands it has been sent by others up to now.
	 */
	long count() throws IOException {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.port)) {
			socket.getOutputStream().write("INFO stats\r\n".getBytes(StandardCharsets.US_ASCII));
			long processed = new BufferedReader(
					new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
				.lines()
				.filter((line) -> line.startsWith(PROCESSED))
				.mapToLong((line) -> Long.parseLong(line.substring(PROCESSED.length()).strip()))
				.findFirst()
				.orElseThrow();
			long others = processed - this.own;
			this.own++;
			return others;
		}
	}

	@Override
	public void close() throws IOException {
		this.server.stop();
	}

}
