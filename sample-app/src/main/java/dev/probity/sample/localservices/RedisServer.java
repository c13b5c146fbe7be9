package dev.probity.sample.localservices;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import dev.probity.test.proxy.TcpProxy;
import org.jspecify.annotations.Nullable;
import redis.embedded.core.ExecutableProvider;

/**
 * Redis as a cache: nothing is kept on disk. The library only brings the binaries; it
 * would leave files behind that belong to no folder.
 */
final class RedisServer implements LocalServer {

	private @Nullable Process process;

	@Override
	public String name() {
		return "redis";
	}

	@Override
	public Map<String, Object> start(Path folder, int proxyPort) throws IOException, InterruptedException {
		int port = TcpProxy.freePort();
		Process process = launch(folder, port);
		return Map.of("port", port, "pid", process.pid());
	}

	/**
	 * Starts the server at a given port and waits until it answers.
	 */
	Process launch(Path folder, int port) throws IOException, InterruptedException {
		Files.createDirectories(folder);
		Path log = folder.resolve("redis.log");
		Process process = new ProcessBuilder(
				ExecutableProvider.newJarResourceProvider(folder.toFile()).get().getAbsolutePath(), "--port",
				String.valueOf(port), "--bind", TcpProxy.HOST, "--dir", folder.toString(), "--save", "")
			.redirectErrorStream(true)
			.redirectOutput(log.toFile())
			.start();
		this.process = process;
		while (!answers(port)) {
			if (process.waitFor(5, TimeUnit.MILLISECONDS)) {
				throw new IOException("Redis has ended: " + Files.readString(log));
			}
		}
		return process;
	}

	@Override
	public void stop() {
		if (this.process != null) {
			// there is nothing to lose, and one that is frozen does not end when asked
			this.process.destroyForcibly();
		}
	}

	@Override
	public Map<String, Object> properties(int proxyPort) {
		return Map.of("spring.data.redis.host", TcpProxy.HOST, "spring.data.redis.port", proxyPort);
	}

	private static boolean answers(int port) throws IOException {
		try (Socket socket = new Socket(TcpProxy.HOST, port)) {
			socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
			return new String(socket.getInputStream().readNBytes(5), StandardCharsets.US_ASCII).equals("+PONG");
		}
		catch (ConnectException ex) {
			return false;
		}
	}

}
