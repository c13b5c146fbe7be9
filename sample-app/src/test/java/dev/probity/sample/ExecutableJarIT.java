package dev.probity.sample;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Integration tests for the executable jar.
 */
@DisabledOnOs(OS.WINDOWS)
class ExecutableJarIT {

	private static final String QUICK_CHECKS = """
			-Dspring.application.json={"probity.defaults":{"interval":"1s","retry-interval":"200ms","timeout":"500ms"}}""";

	private final HttpClient http = HttpClient.newHttpClient();

	private Process application;

	private BufferedReader output;

	@AfterEach
	void killApplication() {
		this.application.destroyForcibly();
	}

	@Test
	void servesOrdersUntilTheLameDuckIsOverAndLeavesNothingBehind() throws Exception {
		start("-Dprobity.lame-duck.enabled=true", "-Dprobity.lame-duck.duration=5s");
		Path folder = Path.of(awaitOutput("files in (\\S+)"));
		String base = "http://localhost:" + awaitOutput("Tomcat started on port (\\d+)");
		assertThat(Processes.mentioning(folder)).as("child JVM and servers").hasSizeGreaterThanOrEqualTo(3);

		awaitReadiness(base, "200 UP");
		orderIsShipped(base);

		this.application.destroy();
		awaitReadiness(base, "503 OUT_OF_SERVICE");
		// the listener has stopped first: another instance ships it
		orderIsAccepted(base);
		assertThat(this.application.waitFor(30, TimeUnit.SECONDS)).isTrue();
		assertThat(this.application.exitValue()).isEqualTo(143);
		await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
			assertThat(Processes.mentioning(folder)).isEmpty();
			assertThat(folder).doesNotExist();
		});
	}

	@Test
	void probesOfTheAotProcessedApplicationAgreeBeforeDuringAndAfterAFault() throws Exception {
		start(QUICK_CHECKS, "-Dspring.aot.enabled=true");
		awaitOutput("(Starting AOT-processed SampleApplication)");
		String base = "http://localhost:" + awaitOutput("Tomcat started on port (\\d+)");
		awaitReadiness(base, "200 UP");
		orderIsShipped(base);
		fault(base, "redis/refuse");
		awaitReadiness(base, "200 DEGRADED");
		fault(base, "db/refuse");
		awaitReadiness(base, "503 DOWN");
		assertThat(probe(base + "/livez")).isEqualTo(probe(base + "/actuator/health/liveness")).isEqualTo("200 UP");
		assertThat(probe(base + "/startupz")).isEqualTo(probe(base + "/actuator/health/startup")).isEqualTo("200 UP");
		fault(base, "db/heal");
		awaitReadiness(base, "200 DEGRADED");
		fault(base, "redis/heal");
		awaitReadiness(base, "200 UP");
	}

	@Test
	void neitherAHungDatabaseNorAStuckBrokerHoldsUpTheShutdown() throws Exception {
		Duration lameDuck = Duration.ofSeconds(2);
		// that of the Kafka listeners is the only one that has something to wait for
		Duration phase = Duration.ofSeconds(5);
		start(QUICK_CHECKS, "-Dprobity.lame-duck.enabled=true", "-Dprobity.lame-duck.duration=" + lameDuck,
				"-Dspring.lifecycle.timeout-per-shutdown-phase=" + phase);
		String base = "http://localhost:" + awaitOutput("Tomcat started on port (\\d+)");
		awaitReadiness(base, "200 UP");
		orderIsShipped(base);
		fault(base, "kafka/hang");
		fault(base, "db/hang");
		awaitReadiness(base, "503 DOWN");
		long signalled = System.nanoTime();
		this.application.destroy();
		assertThat(this.application.waitFor(60, TimeUnit.SECONDS)).isTrue();
		assertThat(this.application.exitValue()).isEqualTo(143);
		// one more phase that waits would take as long again
		assertThat(Duration.ofNanos(System.nanoTime() - signalled)).isBetween(lameDuck,
				lameDuck.plus(phase.multipliedBy(2)).minusSeconds(1));
	}

	private void orderIsShipped(String base) throws Exception {
		URI location = orderIsAccepted(base);
		await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
			HttpResponse<String> read = send(HttpRequest.newBuilder(location));
			assertThat(read.statusCode()).isEqualTo(200);
			assertThat(read.body()).contains("\"item\":\"tea\"", "\"status\":\"SHIPPED\"");
		});
	}

	private URI orderIsAccepted(String base) throws Exception {
		HttpResponse<String> created = send(HttpRequest.newBuilder(URI.create(base + "/orders"))
			.header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString("{\"item\":\"tea\",\"quantity\":2}")));
		assertThat(created.statusCode()).isEqualTo(201);
		return URI.create(created.headers().firstValue("Location").orElseThrow());
	}

	private void fault(String base, String fault) throws Exception {
		send(HttpRequest.newBuilder(URI.create(base + "/faults/" + fault)).POST(BodyPublishers.noBody()));
	}

	private void awaitReadiness(String base, String answer) {
		await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
			assertThat(probe(base + "/readyz")).isEqualTo(answer);
			assertThat(probe(base + "/actuator/health/readiness")).isEqualTo(answer);
		});
	}

	private String probe(String url) throws Exception {
		HttpResponse<String> response = send(HttpRequest.newBuilder(URI.create(url)));
		Matcher status = Pattern.compile("\"status\":\"(\\w+)\"}$").matcher(response.body());
		assertThat(status.find()).as(response.body()).isTrue();
		return response.statusCode() + " " + status.group(1);
	}

	@Test
	void saysWhyItDoesNotStartWithoutLocalServices(@TempDir Path folder) throws Exception {
		Files.createFile(folder.resolve("embedded-pg"));
		start("-Djava.io.tmpdir=" + folder);
		awaitOutput("(APPLICATION FAILED TO START)");
		Path log = Path.of(awaitOutput("The local services did not start.* Their log is (\\S+)"));
		assertThat(log).content().contains("embedded-pg");
		assertThat(this.application.waitFor(30, TimeUnit.SECONDS)).isTrue();
		assertThat(this.application.exitValue()).isEqualTo(1);
	}

	private void start(String... jvmOptions) throws IOException {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
		command.addAll(List.of(jvmOptions));
		command.addAll(List.of("-jar", System.getProperty("sample.jar"), "--server.port=0"));
		this.application = new ProcessBuilder(command).redirectErrorStream(true).start();
		this.output = this.application.inputReader();
	}

	private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
		return this.http.send(request.build(), BodyHandlers.ofString());
	}

	private String awaitOutput(String regex) throws IOException {
		Pattern pattern = Pattern.compile(regex);
		StringBuilder seen = new StringBuilder();
		for (String line = this.output.readLine(); line != null; line = this.output.readLine()) {
			seen.append(line).append('\n');
			Matcher matcher = pattern.matcher(line);
			if (matcher.find()) {
				return matcher.group(1);
			}
		}
		throw new AssertionError("The application has ended without '%s':%n%s".formatted(regex, seen));
	}

}
