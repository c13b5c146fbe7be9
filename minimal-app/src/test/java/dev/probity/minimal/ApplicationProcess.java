package dev.probity.minimal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The application in a JVM of its own, with a class path of its own.
 */
final class ApplicationProcess implements AutoCloseable {

	private static final HttpClient CLIENT = HttpClient.newHttpClient();

	private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final Path log;

	private final Process process;

	private final String base;

	private ApplicationProcess(Path log, Process process) {
		this.log = log;
		this.process = process;
		this.base = "http://localhost:" + awaitPort();
	}

	/**
	 * Start the application outside Kubernetes.
	 * @return the application once it listens
	 */
	static ApplicationProcess start(String classPath, String... arguments) throws IOException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
						"-XX:+UseSerialGC", MinimalApplication.class.getName(), "--server.port=0"));
		command.addAll(List.of(arguments));
		Path log = Files.createTempFile("minimal-app", ".log");
		ProcessBuilder java = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
		java.environment().keySet().removeIf((name) -> name.startsWith("KUBERNETES_"));
		java.environment().put("CLASSPATH", classPath);
		return new ApplicationProcess(log, java.start());
	}

	private String awaitPort() {
		await().atMost(PATIENCE)
			.failFast("it has ended", () -> assertThat(this.process.isAlive()).as(this::log).isTrue())
			.until(() -> PORT.matcher(log()).find());
		Matcher port = PORT.matcher(log());
		assertThat(port.find()).isTrue();
		return port.group(1);
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
		this.process.destroy();
	}

	int awaitExit() throws InterruptedException {
		assertThat(this.process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as(this::log).isTrue();
		return this.process.exitValue();
	}

	String log() {
		try {
			return Files.readString(this.log);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() throws IOException {
		this.process.destroyForcibly().onExit().join();
		Files.deleteIfExists(this.log);
	}

}
