package dev.probity.benchmark.rollout;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import dev.probity.benchmark.harness.ChildProcess;
import dev.probity.fixture.Ports;

/**
 * An instance of the application, on a port that it has again after a restart.
 */
final class Instance implements AutoCloseable {

	private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(1);

	private final String name;

	private final int port = Ports.free();

	private final Application application;

	private final Path log;

	private ChildProcess process;

	private Instance(String name, Application application, Path log) throws IOException {
		this.name = name;
		this.application = application;
		this.log = log;
		this.process = launch();
	}

	static Instance start(String name, Application application, Path folder) throws IOException {
		return new Instance(name, application, folder.resolve(name + ".log"));
	}

	/**
	 * Start it once more, after its end.
	 */
	void startAgain() throws IOException {
		this.process = launch();
	}

	private ChildProcess launch() throws IOException {
		return ChildProcess.start(this.application.command(this.port),
				Map.of("CLASSPATH", this.application.classPath()), this.log);
	}

	String name() {
		return this.name;
	}

	int port() {
		return this.port;
	}

	ChildProcess process() {
		return this.process;
	}

	/**
	 * Whether its readiness probe says so.
	 * @throws IllegalStateException if it has ended
	 */
	boolean isReady() {
		if (!this.process.isAlive()) {
			throw new IllegalStateException("%s has ended, see %s".formatted(this.name, this.log));
		}
		try (KeepAliveClient prober = new KeepAliveClient(Target.port(this.port), PROBE_TIMEOUT)) {
			return prober.get("/readyz", "{\"status\":\"UP\"}") == Outcome.OK;
		}
	}

	@Override
	public void close() {
		this.process.close();
	}

}
