package dev.probity.benchmark.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.probity.benchmark.harness.ApplicationJvm;
import dev.probity.benchmark.harness.ChildProcess;
import dev.probity.benchmark.harness.Patience;
import dev.probity.fixture.Ports;
import dev.probity.benchmark.harness.Stack;
import dev.probity.benchmark.harness.Variant;
import dev.probity.benchmark.http.app.PriceService;

/**
 * An instance of the application in a JVM as a pod has it: both compilers, the serial
 * collector, 256 MiB.
 */
final class Server implements AutoCloseable {

	private static final String QUICK_START = "-XX:TieredStopAtLevel=1";

	private static final String SHORT_PATHS = "--management.endpoint.health.probes.add-additional-paths=true";

	// what a machine of two cores has anyway
	private static final String ELASTIC_THREADS = "-Dreactor.schedulers.defaultBoundedElasticSize=20";

	private final HttpClient client = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(Load.TIMEOUT)
		.build();

	private final int port = Ports.free();

	private final int managementPort;

	private final int probePort = Ports.free();

	private final Stack stack;

	private final Variant variant;

	private final String name;

	private final Path log;

	private final ChildProcess process;

	/**
	 * Start an instance.
	 * @param database the address of its database, to which parameters can be added
	 * @param folder gets what it says
	 * @param ownManagementPort whether Actuator has a port of its own
	 * @param arguments further arguments of Spring Boot
	 */
	Server(Stack stack, Variant variant, String database, Path folder, boolean ownManagementPort,
			List<String> arguments) throws IOException {
		this.stack = stack;
		this.variant = variant;
		this.managementPort = ownManagementPort ? Ports.free() : this.port;
		this.name = "%s-%s-%d".formatted(stack.name().toLowerCase(Locale.ROOT), variant.label(), this.port);
		this.log = Files.createDirectories(folder).resolve(this.name + ".log");
		Files.deleteIfExists(this.log);
		ApplicationJvm jvm = new ApplicationJvm(PriceService.class, stack, variant);
		List<String> command = new ArrayList<>(
				jvm.command(this.port, database + "&ApplicationName=" + this.name, arguments));
		command.set(command.indexOf(QUICK_START), ELASTIC_THREADS);
		if (!ownManagementPort) {
			// every request of stock would look for them first, those to the constant
			// endpoint as well
			command.remove(SHORT_PATHS);
		}
		command.add("--management.server.port=" + this.managementPort);
		command.add("--management.endpoints.web.exposure.include=health,constant");
		command.add("--probity.probe-port=" + this.probePort);
		// connections that are kept, as balancers do
		command.add("--server.tomcat.max-keep-alive-requests=-1");
		this.process = ChildProcess.start(command, Map.of("CLASSPATH", jvm.classPath()), this.log);
	}

	Stack stack() {
		return this.stack;
	}

	Variant variant() {
		return this.variant;
	}

	int port() {
		return this.port;
	}

	/**
	 * Where Probity answers by itself; nobody does without it.
	 */
	int probePort() {
		return this.probePort;
	}

	/**
	 * Where Actuator is.
	 */
	int managementPort() {
		return this.managementPort;
	}

	/**
	 * What its sessions are called in the database.
	 */
	String name() {
		return this.name;
	}

	/**
	 * Wait until it is ready.
	 * @throws IllegalStateException if it is not in time
	 */
	void awaitReady() throws IOException {
		Patience.until("%s is ready, see %s".formatted(this.name, this.log), () -> {
			if (!this.process.isAlive()) {
				throw new IllegalStateException("It has ended, see " + this.log);
			}
			return isReady();
		});
	}

	private boolean isReady() {
		try {
			return get(this.managementPort, Cell.READINESS).statusCode() == 200;
		}
		catch (IOException ex) {
			return false;
		}
	}

	/**
	 * Ask what it has used so far.
	 */
	Usage usage() throws IOException {
		return Usage.parse(get(this.port, "/usage").body());
	}

	/**
	 * Send a request whose answer nobody waits for.
	 */
	void call(String path) {
		this.client.sendAsync(HttpRequest.newBuilder(uri(this.port, path)).build(),
				HttpResponse.BodyHandlers.discarding());
	}

	private static URI uri(int port, String path) {
		return URI.create("http://127.0.0.1:" + port + path);
	}

	private HttpResponse<String> get(int port, String path) throws IOException {
		HttpRequest request = HttpRequest.newBuilder(uri(port, path)).timeout(Load.TIMEOUT).build();
		try {
			return this.client.send(request, HttpResponse.BodyHandlers.ofString());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.process.close();
	}

}
