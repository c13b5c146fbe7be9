package dev.probity.sample.probes;

import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;

import dev.probity.check.CheckState;
import dev.probity.probe.ProbeStatus;
import dev.probity.sample.localservices.SharedServer;
import dev.probity.test.fault.Bounds;
import dev.probity.test.proxy.TcpProxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.context.ApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

import static dev.probity.test.fault.ProbeAssertions.assertThatLiveness;
import static dev.probity.test.fault.ProbeAssertions.assertThatReadiness;
import static dev.probity.test.fault.ProbeAssertions.assertThatStartup;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
				"probity.startup.first-run-timeout=500ms")) {
			ApplicationContext context = application.context();
			assertThatLiveness(context).neverFailedDuring(() -> {
				assertThatStartup(context).comesBackWithin(application.policy("db").timeout());
				assertThatReadiness(context).degradesWithin(Bounds.worstCase("redis"));
				assertThatReadiness(context).answersDuring(() -> {
					ordersAreTakenAndRead(application);
					SharedServer.REDIS.proxy().heal();
					await().atMost(Duration.ofSeconds(20))
						.until(() -> application.check("redis").state() == CheckState.PASSING);
					assertThatReadiness(context).degradesWithin(Bounds.of(Duration.ZERO));
					SharedServer.KAFKA.proxy().heal();
					assertThatReadiness(context).comesBackWithin(Bounds.recovery("kafka"));
				}, ProbeStatus.DEGRADED, ProbeStatus.UP);
			});
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
