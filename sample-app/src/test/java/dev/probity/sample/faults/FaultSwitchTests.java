package dev.probity.sample.faults;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.probity.test.fault.Bounds;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;

import static dev.probity.test.fault.ProbeAssertions.assertThatLiveness;
import static dev.probity.test.fault.ProbeAssertions.assertThatReadiness;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for the fault switch, over HTTP and with real servers behind it.
 */
@DirtiesContext
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "spring.datasource.hikari.connection-timeout=3000", "probity.checks.db.interval=1s",
				"probity.checks.db.timeout=1s", "probity.checks.db.max-age=4s", "probity.diagnosis.interval=1s",
				"probity.diagnosis.confirm-after=1s" })
class FaultSwitchTests {

	/** Longer than the application waits for Redis or Kafka, and short for a caller. */
	private static final Duration A_MOMENT = Duration.ofSeconds(2);

	private final HttpClient http = HttpClient.newHttpClient();

	@LocalServerPort
	private int port;

	@BeforeEach
	void ready() {
		await().atMost(Duration.ofSeconds(20)).until(() -> order().get() == 201);
	}

	@AfterEach
	void heal() throws Exception {
		for (String server : List.of("db", "redis", "kafka")) {
			assertThat(post("/faults/" + server + "/heal")).isEqualTo(204);
		}
	}

	@Test
	void aHungDatabaseStallsAnOrderUntilItHeals() throws Exception {
		assertThat(post("/faults/db/hang")).isEqualTo(204);
		CompletableFuture<Integer> order = order();
		assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> order.get(500, TimeUnit.MILLISECONDS));
		assertThat(get("/catalog")).isEqualTo(200);
		assertThat(post("/faults/db/heal")).isEqualTo(204);
		assertThat(order.get(10, TimeUnit.SECONDS)).isEqualTo(201);
	}

	@Test
	void aRefusedDatabaseFailsOrdersUntilItHeals() throws Exception {
		assertThat(post("/faults/db/refuse")).isEqualTo(204);
		assertThat(order().get(20, TimeUnit.SECONDS)).isEqualTo(500);
		assertThat(get("/catalog")).isEqualTo(200);
		assertThat(post("/faults/db/heal")).isEqualTo(204);
		await().atMost(Duration.ofSeconds(20)).until(() -> order().get() == 201);
	}

	@ParameterizedTest
	@ValueSource(strings = { "hang", "refuse" })
	void withoutRedisOrdersAreTakenAndReadFromTheDatabase(String fault) throws Exception {
		assertThat(post("/faults/redis/" + fault)).isEqualTo(204);
		for (int i = 0; i < 3; i++) {
			String location = location(orderResponse().get(A_MOMENT.toMillis(), TimeUnit.MILLISECONDS));
			long start = System.nanoTime();
			assertThat(get(location)).isEqualTo(200);
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(A_MOMENT);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "hang", "refuse" })
	void withoutKafkaOrdersAreTakenAndShippedWhenItIsBack(String fault) throws Exception {
		String before = location(orderResponse().get());
		await().atMost(Duration.ofSeconds(20)).until(() -> read(before).contains("SHIPPED"));
		assertThat(post("/faults/kafka/" + fault)).isEqualTo(204);
		String location = location(orderResponse().get(A_MOMENT.toMillis(), TimeUnit.MILLISECONDS));
		assertThat(read(location)).contains("ACCEPTED");
		assertThat(post("/faults/kafka/heal")).isEqualTo(204);
		await().atMost(Duration.ofSeconds(30)).until(() -> read(location).contains("SHIPPED"));
	}

	@Test
	void aLeakedPoolIsToldFromADatabaseThatIsDown() throws Exception {
		assertThat(post("/faults/pool/leak")).isEqualTo(204);
		try {
			await().atMost(Duration.ofSeconds(30))
				.untilAsserted(() -> assertThat(read("/readyz?verbose"))
					.contains("[-]db failed: PostgreSQL answers fresh connections in ")
					.contains("but the pool 'orders' has given none that works for ")
					.contains("5 of 5 leased"));
			assertThatLiveness(this.port).staysUpFor(Duration.ZERO);
		}
		finally {
			assertThat(post("/faults/pool/heal")).isEqualTo(204);
		}
		assertThatReadiness(this.port).comesBackWithin(Bounds.recovery("db"));
	}

	@Test
	void aRotatedPasswordIsToldWhileOrdersAreStillTaken() throws Exception {
		assertThat(post("/faults/db/rotate-password")).isEqualTo(204);
		try {
			await().atMost(Duration.ofSeconds(30))
				.untilAsserted(() -> assertThat(read("/readyz?verbose"))
					.contains("[-]db degraded: new connections to PostgreSQL fail since ")
					.contains("28P01")
					.contains("password authentication failed"));
			assertThat(order().get()).isEqualTo(201);
			assertThat(get("/readyz")).isEqualTo(200);
		}
		finally {
			assertThat(post("/faults/db/restore-password")).isEqualTo(204);
		}
		await().atMost(Duration.ofSeconds(20)).until(() -> !read("/readyz?verbose").contains("degraded"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/faults/db/explode", "/faults/mainframe/hang" })
	void whatIsUnknownIsNotFound(String path) throws Exception {
		assertThat(post(path)).isEqualTo(404);
	}

	private CompletableFuture<Integer> order() {
		return orderResponse().thenApply(HttpResponse::statusCode);
	}

	private CompletableFuture<HttpResponse<Void>> orderResponse() {
		HttpRequest request = request("/orders").header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString("{\"item\":\"tea\",\"quantity\":1}"))
			.build();
		return this.http.sendAsync(request, BodyHandlers.discarding());
	}

	private static String location(HttpResponse<Void> response) {
		assertThat(response.statusCode()).isEqualTo(201);
		return URI.create(response.headers().firstValue("Location").orElseThrow()).getPath();
	}

	private String read(String path) throws IOException, InterruptedException {
		return this.http.send(request(path).build(), BodyHandlers.ofString()).body();
	}

	private int post(String path) throws IOException, InterruptedException {
		return this.http.send(request(path).POST(BodyPublishers.noBody()).build(), BodyHandlers.discarding())
			.statusCode();
	}

	private int get(String path) throws IOException, InterruptedException {
		return this.http.send(request(path).build(), BodyHandlers.discarding()).statusCode();
	}

	private HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path));
	}

}
