package dev.probity.benchmark.pool;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import dev.probity.benchmark.harness.ApplicationJvm;
import dev.probity.benchmark.harness.ChildProcess;
import dev.probity.benchmark.harness.Patience;
import dev.probity.fixture.Ports;
import dev.probity.benchmark.harness.Stack;
import dev.probity.benchmark.harness.Variant;
import dev.probity.benchmark.pool.app.ReportService;

/**
 * An instance of the application, whose pool is as Spring Boot makes it but for the
 * arguments.
 */
final class Instance implements AutoCloseable {

	static final String READINESS = "/actuator/health/readiness";

	private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(5);

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final int port = Ports.free();

	private final Variant variant;

	private final Path log;

	private final ChildProcess process;

	private Instance(Variant variant, String database, Path log) throws IOException {
		this.variant = variant;
		this.log = log;
		ApplicationJvm jvm = new ApplicationJvm(ReportService.class, Stack.TOMCAT, variant);
		this.process = ChildProcess.start(
				jvm.command(this.port, database, List.of("--management.endpoint.health.show-details=always")),
				Map.of("CLASSPATH", jvm.classPath()), log);
	}

	/**
	 * Start an instance, and wait until it is ready.
	 * @param database the address of its database
	 * @param log gets what it says
	 * @throws IllegalStateException if it is not ready in time
	 */
	static Instance start(Variant variant, String database, Path log) throws IOException {
		Instance instance = new Instance(variant, database, log);
		try {
			Patience.until("it is ready, see " + log, instance::isReady);
			return instance;
		}
		catch (IOException | RuntimeException ex) {
			instance.close();
			throw ex;
		}
	}

	private boolean isReady() {
		if (!this.process.isAlive()) {
			throw new IllegalStateException("It has ended, see " + this.log);
		}
		HttpRequest request = HttpRequest.newBuilder(uri(READINESS)).timeout(PROBE_TIMEOUT).build();
		try {
			return this.client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
		}
		catch (IOException ex) {
			return false;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Start callers that have it query the database.
	 */
	Callers call(Usage usage) {
		return Callers.start(this.client, uri("/report?seconds=" + usage.query().toSeconds()), Usage.CALLERS);
	}

	/**
	 * Ask each of its readiness probes.
	 * @param number how often
	 */
	List<Row> probe(Usage usage, int number) {
		List<String> paths = switch (this.variant) {
			case STOCK -> List.of(READINESS);
			case PROBITY -> List.of(READINESS, "/readyz");
		};
		List<CompletableFuture<Row>> rows = new ArrayList<>();
		for (String path : paths) {
			Prober prober = new Prober(this.client, uri(path));
			rows.add(CompletableFuture.supplyAsync(() -> new Row(usage, this.variant, path, prober.ask(number)),
					Prober.THREADS));
		}
		return rows.stream().map(CompletableFuture::join).toList();
	}

	private URI uri(String path) {
		return URI.create("http://127.0.0.1:" + this.port + path);
	}

	@Override
	public void close() {
		this.process.close();
	}

}
