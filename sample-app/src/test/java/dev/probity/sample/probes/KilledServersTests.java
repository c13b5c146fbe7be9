package dev.probity.sample.probes;

import java.io.IOException;
import java.time.Duration;

import dev.probity.fixture.KafkaServer;
import dev.probity.fixture.OwnPostgres;
import dev.probity.fixture.RedisServer;
import dev.probity.probe.ProbeStatus;
import dev.probity.sample.SampleApplication;
import dev.probity.test.fault.Bounds;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static dev.probity.test.fault.ProbeAssertions.assertThatLiveness;
import static dev.probity.test.fault.ProbeAssertions.assertThatReadiness;

/**
 * Servers whose processes are killed, and which are started again where they were.
 */
@SpringBootTest(classes = SampleApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { RunningApplication.LITTLE_TO_WARM_UP, "probity.defaults.interval=1s",
				"probity.defaults.retry-interval=200ms", "probity.defaults.timeout=500ms" })
@DirtiesContext
class KilledServersTests {

	private static OwnPostgres postgres;

	private static RedisServer redis;

	@LocalServerPort
	private int port;

	@DynamicPropertySource
	static void start(DynamicPropertyRegistry registry) throws IOException {
		postgres = OwnPostgres.start();
		redis = RedisServer.launch();
		registry.add("spring.datasource.url", postgres::url);
		registry.add("spring.datasource.username", () -> "postgres");
		registry.add("spring.data.redis.host", redis::host);
		registry.add("spring.data.redis.port", redis::port);
		registry.add("spring.kafka.bootstrap-servers", KafkaServer.get()::address);
	}

	@AfterAll
	static void stop() throws IOException {
		redis.stop();
		postgres.close();
	}

	@BeforeEach
	void ready() {
		assertThatReadiness(this.port).comesBackWithin(Duration.ofSeconds(30));
	}

	@Test
	void aDatabase() {
		outage(ProbeStatus.DOWN, () -> {
			postgres.kill();
			assertThatReadiness(this.port).goesDownWithin(Bounds.worstCase("db"));
			postgres.startAgain();
			assertThatReadiness(this.port).comesBackWithin(Bounds.recovery("db"));
		});
	}

	@Test
	void aRedis() {
		outage(ProbeStatus.DEGRADED, () -> {
			redis.stop();
			assertThatReadiness(this.port).degradesWithin(Bounds.worstCase("redis"));
			redis.start();
			assertThatReadiness(this.port).comesBackWithin(Bounds.recovery("redis"));
		});
	}

	@Test
	void aKafka() {
		outage(ProbeStatus.DEGRADED, () -> {
			KafkaServer.get().kill();
			assertThatReadiness(this.port).degradesWithin(Bounds.worstCase("kafka"));
			KafkaServer.get().restart();
			assertThatReadiness(this.port).comesBackWithin(Bounds.recovery("kafka"));
		});
	}

	private void outage(ProbeStatus meanwhile, ThrowingCallable events) {
		assertThatReadiness(this.port).answersDuring(() -> assertThatLiveness(this.port).neverFailedDuring(events),
				ProbeStatus.UP, meanwhile, ProbeStatus.UP);
	}

}
