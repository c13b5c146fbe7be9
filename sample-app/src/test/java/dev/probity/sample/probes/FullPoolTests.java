package dev.probity.sample.probes;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import dev.probity.sample.localservices.SharedServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application that uses all connections of its pool by itself. That says nothing about
 * the database, until nothing moves any more.
 */
class FullPoolTests {

	private static final Duration MAX_AGE = Duration.ofSeconds(3);

	private static final int POOL_SIZE = 5;

	private static RunningApplication application;

	private ExecutorService users;

	@BeforeAll
	static void start() {
		application = RunningApplication.with("probity.defaults.interval=500ms",
				"probity.defaults.retry-interval=200ms", "probity.defaults.timeout=500ms",
				"probity.defaults.max-age=" + MAX_AGE.toSeconds() + "s",
				"spring.datasource.hikari.maximum-pool-size=" + POOL_SIZE);
	}

	@AfterAll
	static void close() {
		application.close();
	}

	@BeforeEach
	void hire() {
		this.users = Executors.newFixedThreadPool(2 * POOL_SIZE);
	}

	@AfterEach
	void dismiss() throws InterruptedException {
		SharedServer.POSTGRES.proxy().heal();
		this.users.shutdownNow();
		assertThat(this.users.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void aFullPoolThatMovesIsReadyForLongerThanMaxAge() {
		try (Observation observation = Observation.ofReady(application)) {
			keepFull(1);
			observation.awaitText("saturated 5/5", Duration.ofSeconds(5));
			Duration fullAt = observation.mark("full");
			observation.lookFor(MAX_AGE.multipliedBy(2));
			Timeline timeline = observation.timeline();
			// now and then the check comes just when a connection has come back
			List<Answer> answers = timeline.since(Observation.READINESS_GROUP, fullAt);
			assertThat(answers).as("%s", timeline)
				.filteredOn((answer) -> answer.text().contains("saturated 5/5"))
				.hasSizeGreaterThan(answers.size() / 2);
			for (String path : Observation.PATHS) {
				assertThat(timeline.statuses(path)).as("%s, %s", path, timeline).containsExactly(200);
			}
		}
	}

	@Test
	void aFullPoolInWhichNothingMovesIsStuckAfterMaxAge() {
		try (Observation observation = Observation.ofReady(application)) {
			Duration fullAt = observation.mark("full");
			Duration query = MAX_AGE.plusSeconds(4);
			for (int i = 0; i < POOL_SIZE; i++) {
				this.users.submit(() -> query(query.toSeconds()));
			}
			observation.awaitText("pool stuck: 5/5", MAX_AGE.plusSeconds(2));
			observation.awaitStatus(Observation.READINESS, 503, Duration.ofSeconds(1));
			observation.awaitStatus(Observation.READINESS, 200,
					query.minus(MAX_AGE).plus(Dependency.DATABASE.recoveryBound(application.policy("db"))));
			observation.lookFor(Duration.ofSeconds(1));
			Timeline timeline = observation.timeline();
			assertThat(timeline.statuses(Observation.READINESS)).as("%s", timeline).containsExactly(200, 503, 200);
			for (String path : new String[] { Observation.LIVENESS, Observation.STARTUP, Observation.CONSTANT }) {
				assertThat(timeline.statuses(path)).as("%s, %s", path, timeline).containsExactly(200);
			}
			assertThat(timeline.of(Observation.READINESS)).filteredOn((answer) -> answer.status() == 503)
				.as("%s", timeline)
				.first()
				.satisfies((answer) -> assertThat(answer.at().minus(fullAt)).isBetween(MAX_AGE.minusMillis(700),
						MAX_AGE.plusSeconds(2)));
		}
	}

	@Test
	void aHangUnderLoadIsSeenAfterMaxAgeAndForgottenUnderLoad() throws Exception {
		try (Observation observation = Observation.ofReady(application)) {
			keepFull(1);
			observation.awaitText("saturated 5/5", Duration.ofSeconds(5));
			observation.mark("hang");
			SharedServer.POSTGRES.proxy().hang();
			observation.awaitStatus(Observation.READINESS, 503, MAX_AGE.plus(Outage.TOLERANCE));
			observation.awaitText("pool stuck: 5/5", Duration.ofSeconds(2));
			observation.awaitText("\"state\":\"FAILING\"", Duration.ofSeconds(2));
			observation.mark("healed");
			SharedServer.POSTGRES.proxy().heal();
			observation.awaitStatus(Observation.READINESS, 200,
					Dependency.DATABASE.recoveryBound(application.policy("db")));
			observation.lookFor(MAX_AGE);
			assertThat(observation.timeline().statuses(Observation.READINESS)).as("%s", observation.timeline())
				.containsExactly(200, 503, 200);
		}
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

	private static Void query(double seconds) throws SQLException {
		try (Connection connection = application.dataSource().getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute("select pg_sleep(" + seconds + ")");
		}
		return null;
	}

}
