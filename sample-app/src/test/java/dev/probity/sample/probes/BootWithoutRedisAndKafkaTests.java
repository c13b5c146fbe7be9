package dev.probity.sample.probes;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import dev.probity.sample.localservices.SharedServer;
import dev.probity.test.proxy.TcpProxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application that starts before its Redis and its Kafka do.
 */
class BootWithoutRedisAndKafkaTests {

	/** Longer than an order waits for Redis, and short for a caller. */
	private static final Duration A_MOMENT = Duration.ofSeconds(5);

	@AfterEach
	void heal() {
		SharedServer.healAll();
	}

	static Stream<Named<Consumer<TcpProxy>>> absences() {
		return Stream.of(Named.of("frozen", TcpProxy::hang), Named.of("refused", TcpProxy::refuse));
	}

	@ParameterizedTest
	@MethodSource("absences")
	void startsAndIsReadyAndDegradedUntilTheyCome(Consumer<TcpProxy> absence) {
		absence.accept(SharedServer.REDIS.proxy());
		absence.accept(SharedServer.KAFKA.proxy());
		try (RunningApplication application = RunningApplication.with("probity.defaults.interval=1s",
				"probity.defaults.retry-interval=200ms", "probity.defaults.timeout=500ms",
				"probity.startup.first-run-timeout=500ms"); Observation observation = Observation.of(application)) {
			observation.awaitStatus(Observation.STARTUP, 200,
					application.policy("db").timeout().plus(Outage.TOLERANCE));
			ordersAreTakenAndRead(application);
			observation.lookFor(Duration.ofSeconds(1));
			observation.mark("redis healed");
			SharedServer.REDIS.proxy().heal();
			observation.lookFor(Duration.ofSeconds(1));
			Duration healed = observation.mark("kafka healed");
			SharedServer.KAFKA.proxy().heal();
			observation.await(Observation.READINESS, Answer::verdict, Dependency.UP,
					Dependency.REDIS.recoveryBound(application.policy("redis")));
			observation.lookFor(Duration.ofSeconds(1));
			Timeline timeline = observation.timeline();
			for (String path : List.of(Observation.READINESS, Observation.READINESS_GROUP)) {
				// not ready before the database has answered, degraded before the others
				// have
				assertThat(timeline.views(path, Answer::verdict)).as("%s, %s", path, timeline)
					.endsWith("200 DEGRADED", Dependency.UP)
					.isSubsetOf("503 OUT_OF_SERVICE", "200 DEGRADED", Dependency.UP);
			}
			assertThat(timeline.between(Observation.READINESS, Duration.ZERO, healed)).as("%s", timeline)
				.noneMatch((answer) -> answer.verdict().equals(Dependency.UP));
			for (String path : List.of(Observation.LIVENESS, Observation.CONSTANT)) {
				assertThat(timeline.statuses(path)).as("%s, %s", path, timeline).containsExactly(200);
			}
		}
	}

	/**
	 * By clients that have never been connected, and try.
	 */
	private static void ordersAreTakenAndRead(RunningApplication application) {
		RestTestClient client = RestTestClient.bindToServer().baseUrl("http://localhost:" + application.port()).build();
		long start = System.nanoTime();
		URI order = client.post()
			.uri("/orders")
			.contentType(MediaType.APPLICATION_JSON)
			.body("{\"item\":\"tea\",\"quantity\":1}")
			.exchange()
			.expectStatus()
			.isCreated()
			.returnResult()
			.getResponseHeaders()
			.getLocation();
		client.get().uri(order).exchange().expectStatus().isOk();
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(A_MOMENT);
	}

}
