package dev.probity.benchmark.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.probity.benchmark.harness.app.GaugedApplication;
import dev.probity.fixture.Ports;

/**
 * An instance of an application on Tomcat with a database, in a JVM as a small pod has
 * it: both compilers, the serial collector.
 */
public final class PodInstance implements AutoCloseable {

	private static final String READINESS = "/readyz";

	private final int port = Ports.free();

	private final int gaugesPort = Ports.free();

	private final Path log;

	private final long launchedAt;

	private final ChildProcess process;

	private PodInstance(Machine machine, Variant variant, Clients clients, String database, List<String> arguments,
			Path log) throws IOException {
		this.log = log;
		List<String> all = new ArrayList<>(arguments);
		all.add("--gauges.port=" + this.gaugesPort);
		ApplicationJvm jvm = new ApplicationJvm(GaugedApplication.class, Stack.TOMCAT, variant, clients);
		List<String> command = new ArrayList<>(machine.java());
		jvm.command(this.port, database, all)
			.stream()
			.skip(1)
			.filter((argument) -> !argument.equals(ApplicationJvm.QUICK))
			.forEach(command::add);
		this.launchedAt = System.nanoTime();
		this.process = ChildProcess.start(command, Map.of("CLASSPATH", jvm.classPath()), log);
	}

	/**
	 * Start an instance, which is not ready yet.
	 * @param database the address of its database
	 * @param arguments further arguments of Spring Boot
	 * @param log gets what it says, and loses what is in it
	 */
	public static PodInstance launch(Variant variant, String database, List<String> arguments, Path log)
			throws IOException {
		return launch(Machine.OWN, variant, database, arguments, log);
	}

	/**
	 * Start an instance on a machine, which is not ready yet.
	 * @param database the address of its database
	 * @param arguments further arguments of Spring Boot
	 * @param log gets what it says, and loses what is in it
	 */
	public static PodInstance launch(Machine machine, Variant variant, String database, List<String> arguments,
			Path log) throws IOException {
		return launch(machine, variant, Clients.DATABASE, database, arguments, log);
	}

	/**
	 * Start an instance on a machine, which is not ready yet.
	 * @param clients what it depends on
	 * @param database the address of its database
	 * @param arguments further arguments of Spring Boot
	 * @param log gets what it says, and loses what is in it
	 */
	public static PodInstance launch(Machine machine, Variant variant, Clients clients, String database,
			List<String> arguments, Path log) throws IOException {
		Files.createDirectories(log.toAbsolutePath().getParent());
		Files.deleteIfExists(log);
		return new PodInstance(machine, variant, clients, database, arguments, log);
	}

	/**
	 * Wait until its readiness probe says so.
	 * @throws IllegalStateException if it does not in time
	 */
	public void awaitReady() throws IOException {
		Patience.until("it is ready, see " + this.log, () -> askReadiness(Patience.LIMIT).status() == 200);
	}

	/**
	 * Ask its readiness probe.
	 * @throws IllegalStateException if the process has ended
	 */
	public ProbeAnswer askReadiness(Duration timeout) {
		if (!this.process.isAlive()) {
			throw new IllegalStateException("It has ended, see " + this.log);
		}
		return ProbeAnswer.of(this.port, READINESS, timeout);
	}

	/**
	 * Returns where it listens.
	 */
	public int port() {
		return this.port;
	}

	/**
	 * Returns the nanoseconds at which the process was started.
	 */
	public long launchedAt() {
		return this.launchedAt;
	}

	/**
	 * Returns the figures of the process.
	 */
	public Gauges gauges() {
		return new Gauges(this.gaugesPort);
	}

	/**
	 * Returns what it has said.
	 */
	public String log() throws IOException {
		return Files.readString(this.log);
	}

	@Override
	public void close() {
		this.process.close();
	}

}
