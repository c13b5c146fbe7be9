package dev.probity.sample.probes;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import dev.probity.probe.ProbeStatus;
import dev.probity.sample.SampleApplication;
import dev.probity.test.fault.Bounds;
import dev.probity.test.fault.Faults;
import dev.probity.test.fault.ProbityFaults;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.web.servlet.client.RestTestClient;

import static dev.probity.test.fault.ProbeAssertions.assertThatLiveness;
import static dev.probity.test.fault.ProbeAssertions.assertThatReadiness;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * An application that uses all connections of its pool by itself. That says nothing about
 * the database, until nothing moves any more.
 */
@SpringBootTest(classes = SampleApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { RunningApplication.LITTLE_TO_WARM_UP, "probity.checks.db.interval=500ms",
				"probity.checks.db.retry-interval=200ms", "probity.checks.db.timeout=500ms",
				"probity.checks.db.max-age=3s", "spring.datasource.hikari.maximum-pool-size=5",
				// which is about how many wait, and not about whom this looks at
				"probity.checks.[pool/dataSource].criticality=observed" })
@ProbityFaults
@DirtiesContext
class FullPoolTests {

	private static final Duration MAX_AGE = Duration.ofSeconds(3);

	private static final int POOL_SIZE = 5;

	@Autowired
	private Faults faults;

	@Autowired
	private DataSource dataSource;

	@LocalServerPort
	private int port;

	private ExecutorService users;

	@BeforeEach
	void hire() {
		assertThatReadiness(this.port).comesBackWithin(Duration.ofSeconds(30));
		this.users = Executors.newFixedThreadPool(2 * POOL_SIZE);
	}

	@AfterEach
	void dismiss() throws InterruptedException {
		this.faults.heal();
		this.users.shutdownNow();
		assertThat(this.users.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void aFullPoolThatMovesIsReadyForLongerThanMaxAge() {
		assertThatReadiness(this.port).answersDuring(() -> {
			keepFull(1);
			awaitDetail("saturated 5/5", Duration.ofSeconds(5));
			List<String> details = new ArrayList<>();
			long fullAt = System.nanoTime();
			while (System.nanoTime() - fullAt < MAX_AGE.multipliedBy(2).toNanos()) {
				details.add(details());
				TimeUnit.MILLISECONDS.sleep(100);
			}
			// now and then the check comes just when a connection has come back
			assertThat(details).filteredOn((each) -> each.contains("saturated 5/5"))
				.hasSizeGreaterThan(details.size() / 2);
		}, ProbeStatus.UP);
	}

	@Test
	void aFullPoolInWhichNothingMovesIsStuckAfterMaxAge() {
		assertThatReadiness(this.port).answersDuring(() -> assertThatLiveness(this.port).neverFailedDuring(() -> {
			long fullAt = System.nanoTime();
			for (int i = 0; i < POOL_SIZE; i++) {
				this.users.submit(() -> query(MAX_AGE.toSeconds() + 4));
			}
			assertThatReadiness(this.port).goesDownWithin(MAX_AGE.plusSeconds(1));
			assertThat(Duration.ofNanos(System.nanoTime() - fullAt)).isGreaterThan(MAX_AGE.minusMillis(700));
			awaitDetail("pool stuck: 5/5", Duration.ofSeconds(1));
			assertThatReadiness(this.port).comesBackWithin(Bounds.recovery("db").plus(Duration.ofSeconds(4)));
		}), ProbeStatus.UP, ProbeStatus.DOWN, ProbeStatus.UP);
	}

	@Test
	void aHangUnderLoadIsSeenAfterMaxAgeAndForgottenUnderLoad() {
		assertThatReadiness(this.port).answersDuring(() -> {
			keepFull(1);
			awaitDetail("saturated 5/5", Duration.ofSeconds(5));
			this.faults.db().hang();
			assertThatReadiness(this.port).goesDownWithin(MAX_AGE);
			awaitDetail("pool stuck: 5/5", Duration.ofSeconds(2));
			awaitDetail("\"state\":\"FAILING\"", Duration.ofSeconds(2));
			this.faults.db().heal();
			assertThatReadiness(this.port).comesBackWithin(Bounds.recovery("db"));
			assertThatReadiness(this.port).staysUpFor(MAX_AGE);
		}, ProbeStatus.UP, ProbeStatus.DOWN, ProbeStatus.UP);
	}

	private void awaitDetail(String text, Duration atMost) {
		await().atMost(atMost.plusSeconds(1)).untilAsserted(() -> assertThat(details()).contains(text));
	}

	private String details() {
		return RestTestClient.bindToServer()
			.baseUrl("http://localhost:" + this.port)
			.build()
			.get()
			.uri("/actuator/health/readiness")
			.exchange()
			.returnResult(String.class)
			.getResponseBody();
	}

	private void keepFull(double seconds) {
		for (int i = 0; i < 2 * POOL_SIZE; i++) {
			this.users.submit(() -> {
				while (!Thread.currentThread().isInterrupted()) {
					query(seconds);
				}
				return null;
			});
		}
	}

	private Void query(double seconds) throws SQLException {
		try (Connection connection = this.dataSource.getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute("select pg_sleep(" + seconds + ")");
		}
		return null;
	}

}
