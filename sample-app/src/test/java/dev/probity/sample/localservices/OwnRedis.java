package dev.probity.sample.localservices;

import java.io.IOException;
import java.nio.file.Path;

import dev.probity.test.proxy.TcpProxy;

/**
 * A Redis of a test's own that can be killed and started again on the same port.
 */
public final class OwnRedis implements AutoCloseable {

	private final Path folder;

	private final int port = TcpProxy.freePort();

	private Process process;

	private OwnRedis(Path folder) throws IOException, InterruptedException {
		this.folder = folder;
		startAgain();
	}

	public static OwnRedis start(Path folder) throws IOException, InterruptedException {
		return new OwnRedis(folder);
	}

	public int port() {
		return this.port;
	}

	public void startAgain() throws IOException, InterruptedException {
		this.process = new RedisServer().launch(this.folder, this.port);
	}

	public void kill() {
		this.process.destroyForcibly().onExit().join();
	}

	@Override
	public void close() {
		kill();
	}

}
