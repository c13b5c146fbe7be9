package dev.probity.benchmark.port;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.probity.benchmark.harness.ApplicationJvm;
import dev.probity.benchmark.harness.ChildProcess;
import dev.probity.benchmark.harness.Patience;
import dev.probity.fixture.Ports;
import dev.probity.benchmark.harness.ProbeAnswer;
import dev.probity.benchmark.harness.Variant;
import dev.probity.benchmark.http.app.PriceService;

/**
 * An application with all the ports it may have, in a JVM of its own.
 */
final class Instance implements AutoCloseable {

	static final String PROBE_PORT = "the probe port";

	private static final Duration CALL = Duration.ofSeconds(1).dividedBy(20);

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final int port = Ports.free();

	private final int managementPort = Ports.free();

	private final int probePort = Ports.free();

	private final Subject subject;

	private final Path log;

	private final ChildProcess process;

	Instance(Subject subject, String database, Path folder) throws IOException {
		this.subject = subject;
		this.log = Files.createDirectories(folder).resolve(this.port + ".log");
		Files.deleteIfExists(this.log);
		ApplicationJvm jvm = new ApplicationJvm(PriceService.class, subject.stack(), subject.variant());
		List<String> arguments = new ArrayList<>(subject.arguments());
		arguments.add("--management.server.port=" + this.managementPort);
		arguments.add("--probity.probe-port=" + this.probePort);
		this.process = ChildProcess.start(jvm.command(this.port, database, arguments),
				Map.of("CLASSPATH", jvm.classPath()), this.log);
	}

	void awaitReady() throws IOException {
		Patience.until("it is ready, see " + this.log,
				() -> ProbeAnswer.of(this.managementPort, "/actuator/health/readiness", Patience.LIMIT)
					.status() == 200);
	}

	/**
	 * Returns what can be asked of it.
	 */
	List<Question> questions() {
		List<Question> questions = new ArrayList<>();
		questions.add(new Question("its own port", this.port, "/livez", "/readyz"));
		questions.add(new Question("a management port", this.managementPort, "/actuator/health/liveness",
				"/actuator/health/readiness"));
		if (this.subject.variant() == Variant.PROBITY) {
			questions.add(new Question(PROBE_PORT, this.probePort, "/livez", "/readyz"));
		}
		return questions;
	}

	String label() {
		return this.subject.label();
	}

	/**
	 * Send twenty requests a second that need the database, and wait for none of them.
	 */
	void call(Duration time) {
		HttpRequest request = HttpRequest
			.newBuilder(URI.create("http://127.0.0.1:" + this.port + this.subject.blockingPath()))
			.build();
		long begun = System.nanoTime();
		for (int i = 0; i < time.dividedBy(CALL); i++) {
			Patience.pass(CALL.multipliedBy(i).minusNanos(System.nanoTime() - begun));
			this.client.sendAsync(request, HttpResponse.BodyHandlers.discarding());
		}
	}

	@Override
	public void close() {
		this.process.close();
	}

}
