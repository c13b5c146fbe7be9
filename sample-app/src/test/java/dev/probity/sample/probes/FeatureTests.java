package dev.probity.sample.probes;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

import dev.probity.sample.localservices.SharedServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Features of the sample: while its database hangs it takes no orders, and shows its
 * catalog.
 */
class FeatureTests {

	private static final HttpClient CLIENT = HttpClient.newHttpClient();

	private static RunningApplication application;

	@BeforeAll
	static void start() {
		application = RunningApplication.with("probity.checks.db.interval=500ms", "probity.checks.db.timeout=500ms",
				"probity.checks.db.retry-interval=100ms");
		await().atMost(Duration.ofSeconds(30)).until(() -> get("/readyz").statusCode() == 200);
	}

	@AfterAll
	static void close() {
		SharedServer.POSTGRES.proxy().heal();
		application.close();
	}

	@Test
	void oneFeatureIsNotReadyAndTheOtherIs() throws Exception {
		await().untilAsserted(() -> assertThat(get("/readyz/orders?verbose").body()).contains("[+]db ok",
				"[+]eventQueue ok", "[+]kafka ok", "readyz/orders check passed"));
		await().untilAsserted(() -> assertThat(get("/readyz/catalog?verbose").body()).contains("[+]diskSpace ok",
				"readyz/catalog check passed"));
		SharedServer.POSTGRES.proxy().hang();
		await().atMost(Duration.ofSeconds(20)).until(() -> get("/readyz/orders").statusCode() == 503);
		assertThat(get("/readyz/orders?verbose").body()).contains("[-]db failed: timed out after 500ms",
				"readyz/orders check failed");
		assertThat(get("/actuator/health/orders").statusCode()).isEqualTo(503);
		assertThat(get("/readyz/catalog").statusCode()).isEqualTo(200);
		assertThat(get("/catalog").statusCode()).isEqualTo(200);
		SharedServer.POSTGRES.proxy().heal();
		await().atMost(Duration.ofSeconds(20)).until(() -> get("/readyz/orders").statusCode() == 200);
	}

	private static HttpResponse<String> get(String path) throws Exception {
		URI uri = URI.create("http://localhost:" + application.port() + path);
		return CLIENT.send(HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(10)).build(),
				BodyHandlers.ofString());
	}

}
