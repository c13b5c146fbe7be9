package dev.probity.minimal;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

import dev.probity.fixture.ChildJvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The application in a JVM of its own, with a class path of its own.
 */
final class ApplicationProcess implements AutoCloseable {

	private static final HttpClient CLIENT = HttpClient.newHttpClient();

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final ChildJvm jvm;

	private final String base;

	private ApplicationProcess(ChildJvm jvm) {
		this.jvm = jvm;
		this.base = "http://localhost:" + jvm.awaitLine("Tomcat started on port (\\d+)");
	}

	/**
	 * Start the application outside Kubernetes.
	 * @return the application once it listens
	 */
	static ApplicationProcess start(String classPath, String... arguments) {
		return new ApplicationProcess(ChildJvm.startVerified(MinimalApplication.class, classPath, Map.of(),
				Stream.concat(Stream.of("--server.port=0"), Stream.of(arguments)).toArray(String[]::new)));
	}

	/**
	 * Ask for a path.
	 * @return the status code and the body
	 */
	String get(String path) {
		try {
			var response = CLIENT.send(
					HttpRequest.newBuilder(URI.create(this.base + path)).timeout(Duration.ofSeconds(10)).build(),
					BodyHandlers.ofString());
			return response.statusCode() + " " + response.body();
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(path + ": " + log(), ex);
		}
	}

	void awaitAnswer(String path, String answer) {
		await().atMost(PATIENCE).untilAsserted(() -> assertThat(get(path)).isEqualTo(answer));
	}

	void terminate() {
		this.jvm.terminate();
	}

	int awaitExit() {
		return this.jvm.awaitExit();
	}

	String log() {
		return this.jvm.output();
	}

	@Override
	public void close() {
		this.jvm.close();
	}

}
