package dev.probity.clients;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.probity.check.CheckSnapshot;
import dev.probity.check.CheckState;
import dev.probity.engine.CheckMonitor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.Banner;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Six clients of Spring Boot's whose servers refuse connections, or accept them and never
 * speak. Asked on the thread of whoever reads <code>/actuator/health</code>, these would
 * hold it up for minutes.
 */
class ManyClientsTests {

	private static final Logger logger = LoggerFactory.getLogger(ManyClientsTests.class);

	private static final List<String> CLIENTS = List.of("jms", "ldap", "mail", "mongo", "neo4j", "rabbit");

	private static final int REQUESTS = 200;

	private static final HttpClient HTTP = HttpClient.newHttpClient();

	private static Duration withoutClients;

	@BeforeAll
	static void measureWithoutClients() {
		String[] none = CLIENTS.stream()
			.map((client) -> "--management.health.%s.enabled=false".formatted(client.replace("mongo", "mongodb")))
			.toArray(String[]::new);
		try (ConfigurableApplicationContext application = start(1, none)) {
			assertThat(application.getBean(CheckMonitor.class).snapshots())
				.doesNotContainKeys(CLIENTS.toArray(String[]::new));
			// the first time warms up
			medianOfRoot(application);
			withoutClients = medianOfRoot(application);
		}
	}

	@AfterAll
	static void end() {
		assertThat(workers()).isLessThanOrEqualTo(2 * CLIENTS.size());
	}

	@Test
	void serversThatAcceptAndNeverSpeakCostTheRootNothing() {
		try (SilentServer server = new SilentServer();
				ConfigurableApplicationContext application = start(server.port())) {
			awaitAllFailing(application);
			rootAnswersAtOnce(application, "servers that never speak");
			assertThat(check(application, "mail").lastResult().reason()).isEqualTo("timed out after 1s");
			assertThat(get(application, "/readyz").statusCode()).as("nobody has named them").isEqualTo(200);
		}
	}

	@Test
	void addressesWhereNothingAnswersCostTheRootNothing() {
		int port;
		try (SilentServer server = new SilentServer()) {
			port = server.port();
		}
		try (ConfigurableApplicationContext application = start(port)) {
			awaitAllFailing(application);
			rootAnswersAtOnce(application, "addresses where nothing answers");
			assertThat(check(application, "mail").lastResult().reason()).contains("Couldn't connect");
			assertThat(get(application, "/readyz").statusCode()).isEqualTo(200);
		}
	}

	private static void rootAnswersAtOnce(ConfigurableApplicationContext application, String servers) {
		HttpResponse<String> root = get(application, "/actuator/health");
		assertThat(root.statusCode()).isEqualTo(503);
		assertThat(CLIENTS).allSatisfy((client) -> assertThat(root.body()).contains("\"" + client + "\":{"));
		Duration median = medianOfRoot(application);
		logger.info("Median of {} requests to the root: {} us without clients, {} us with {}", REQUESTS,
				withoutClients.toNanos() / 1000, median.toNanos() / 1000, servers);
		assertThat(workers()).as("two parked threads a client at most").isLessThanOrEqualTo(2 * CLIENTS.size());
		// not a benchmark: a client that is asked takes a second or more
		assertThat(median).isLessThan(withoutClients.plusMillis(100));
	}

	private static ConfigurableApplicationContext start(int port, String... further) {
		String[] arguments = Stream.of(Stream.of("--server.port=0", "--logging.level.root=error",
				"--logging.level.dev.probity.clients=info", "--management.endpoint.health.show-components=always",
				"--management.endpoint.health.show-details=always", "--spring.mail.host=localhost",
				"--spring.mail.port=" + port, "--spring.ldap.urls=ldap://localhost:" + port,
				"--spring.ldap.username=cn=probe", "--spring.ldap.password=pass", "--spring.rabbitmq.port=" + port,
				"--spring.activemq.broker-url=tcp://localhost:" + port, "--spring.neo4j.uri=bolt://localhost:" + port,
				"--spring.mongodb.uri=mongodb://localhost:" + port + "/"),
				CLIENTS.stream().map((client) -> "--probity.checks.%s.timeout=1s".formatted(client)),
				Stream.of(further))
			.flatMap((each) -> each)
			.toArray(String[]::new);
		return new SpringApplicationBuilder(Application.class).bannerMode(Banner.Mode.OFF)
			.registerShutdownHook(false)
			.run(arguments);
	}

	private static void awaitAllFailing(ConfigurableApplicationContext application) {
		await().atMost(Duration.ofSeconds(60))
			.untilAsserted(() -> assertThat(CLIENTS)
				.allMatch((client) -> check(application, client).state() == CheckState.FAILING));
	}

	private static CheckSnapshot check(ConfigurableApplicationContext application, String name) {
		return Objects.requireNonNull(application.getBean(CheckMonitor.class).snapshot(name), name);
	}

	private static long workers() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().startsWith("probity-check-"))
			.count();
	}

	private static Duration medianOfRoot(ConfigurableApplicationContext application) {
		long[] sorted = IntStream.range(0, REQUESTS).mapToLong((i) -> {
			long start = System.nanoTime();
			get(application, "/actuator/health");
			return System.nanoTime() - start;
		}).sorted().toArray();
		return Duration.ofNanos(sorted[REQUESTS / 2]);
	}

	private static HttpResponse<String> get(ConfigurableApplicationContext application, String path) {
		String port = application.getEnvironment().getRequiredProperty("local.server.port");
		try {
			return HTTP.send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
				.timeout(Duration.ofSeconds(20))
				.build(), BodyHandlers.ofString());
		}
		catch (Exception ex) {
			throw new IllegalStateException(path, ex);
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
