package dev.probity.sample.faults;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for the fault switch, over HTTP and with a real PostgreSQL behind it.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = "spring.datasource.hikari.connection-timeout=5000")
class FaultSwitchTests {

	private final HttpClient http = HttpClient.newHttpClient();

	@LocalServerPort
	private int port;

	@BeforeEach
	@AfterEach
	void heal() throws Exception {
		assertThat(post("/faults/db/heal")).isEqualTo(204);
		await().atMost(Duration.ofSeconds(20)).until(() -> order().get() == 201);
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
	@ValueSource(strings = { "/faults/db/explode", "/faults/mainframe/hang" })
	void whatIsUnknownIsNotFound(String path) throws Exception {
		assertThat(post(path)).isEqualTo(404);
	}

	private CompletableFuture<Integer> order() {
		HttpRequest request = request("/orders").header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString("{\"item\":\"tea\",\"quantity\":1}"))
			.build();
		return this.http.sendAsync(request, BodyHandlers.discarding()).thenApply(HttpResponse::statusCode);
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
