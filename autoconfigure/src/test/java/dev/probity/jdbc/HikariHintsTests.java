package dev.probity.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.SQLExceptionOverride;
import com.zaxxer.hikari.pool.HikariPool;
import dev.probity.check.CheckResult;
import dev.probity.check.CheckSnapshot.LastRun;
import dev.probity.fixture.Contexts;
import dev.probity.fixture.FrozenProcess;
import dev.probity.fixture.OwnPostgres;
import dev.probity.fixture.PostgresServer;
import dev.probity.probe.ProbeStatus;
import dev.probity.registration.Engine;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.assertj.AssertableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * A call of the application that fails lets the check look now, however long its interval
 * is.
 */
class HikariHintsTests {

	private static final PostgresServer SERVER = PostgresServer.get();

	@Test
	void aBrokenConnectionTriggersTheCheck() {
		HikariDataSource pool = SERVER.pool(2);
		run(pool, (context) -> {
			LastRun before = settled(context);
			breakConnection(pool);
			await().atMost(Duration.ofSeconds(3)).until(() -> Contexts.check(context, "db").lastRun() != before);
			assertThat(Contexts.status(context, "readiness")).isEqualTo(ProbeStatus.UP);
		});
	}

	@Test
	void aQuestionThatIsWrongTriggersNothing() {
		HikariDataSource pool = SERVER.pool(2);
		run(pool, (context) -> {
			LastRun before = settled(context);
			try (Connection connection = pool.getConnection()) {
				assertThatExceptionOfType(SQLException.class)
					.isThrownBy(() -> PostgresServer.query(connection, "selekt 1"));
			}
			await().during(Duration.ofSeconds(2)).until(() -> Contexts.check(context, "db").lastRun() == before);
		});
	}

	/**
	 * There is no exception on any connection then.
	 */
	@Test
	void aCallerThatGetsNoConnectionTriggersTheCheck() {
		HikariDataSource pool = SERVER.pool(1);
		pool.setConnectionTimeout(250);
		run(pool, (context) -> {
			// the second run finds an open pool
			context.getBean(Engine.class).scheduler().hint("db");
			LastRun before = settled(context);
			try (Connection taken = pool.getConnection()) {
				for (int caller = 0; caller < 2; caller++) {
					assertThatExceptionOfType(SQLException.class).isThrownBy(pool::getConnection);
				}
				await().atMost(Duration.ofSeconds(3)).until(() -> Contexts.check(context, "db").lastRun() != before);
				assertThat(HikariTimeouts.current((HikariPool) pool.getHikariPoolMXBean()))
					.isInstanceOf(HikariTimeouts.class);
				assertThat(taken.isValid(1)).isTrue();
			}
		});
	}

	@Test
	void theApplicationsOwnDecisionStillHolds() {
		List<String> asked = new ArrayList<>();
		HikariDataSource pool = SERVER.pool(2);
		pool.setExceptionOverride(new SQLExceptionOverride() {

			@java.lang.Override
			public Override adjudicate(SQLException error) {
				asked.add(error.getSQLState());
				return Override.DO_NOT_EVICT;
			}

		});
		run(pool, (context) -> {
			LastRun before = settled(context);
			breakConnection(pool);
			assertThat(asked).contains("57P01");
			await().atMost(Duration.ofSeconds(3)).until(() -> Contexts.check(context, "db").lastRun() != before);
		});
	}

	@Test
	void switchedOffNothingIsWatched() {
		HikariDataSource pool = SERVER.pool(2);
		run(pool, (context) -> {
			LastRun before = settled(context);
			breakConnection(pool);
			await().during(Duration.ofSeconds(2)).until(() -> Contexts.check(context, "db").lastRun() == before);
			assertThat(pool.getExceptionOverride()).isNull();
			assertThat(HikariTimeouts.current((HikariPool) pool.getHikariPoolMXBean())).isNull();
		}, "probity.hints.enabled=false");
	}

	@Test
	void aServerThatRefusesIsDownAtOnce() throws Exception {
		try (OwnPostgres server = OwnPostgres.start()) {
			HikariDataSource pool = pool(server.url());
			run(pool, (context) -> {
				settled(context);
				server.kill();
				long killed = System.nanoTime();
				CompletableFuture.runAsync(() -> use(pool), (task) -> new Thread(task).start());
				Contexts.awaitStatus(context, "readiness", ProbeStatus.DOWN);
				assertThat(Duration.ofNanos(System.nanoTime() - killed)).isLessThan(Duration.ofSeconds(4));
			});
		}
	}

	/**
	 * Nobody gets an error for as long as his client waits.
	 */
	@Test
	void callersThatWaitTriggerTheCheckWhichAsksByAFreshConnection() throws Exception {
		try (OwnPostgres server = OwnPostgres.start()) {
			HikariDataSource pool = pool(server.url());
			run(pool, (context) -> {
				settled(context);
				try (FrozenProcess frozen = server.freeze()) {
					for (int caller = 0; caller < 6; caller++) {
						CompletableFuture.runAsync(() -> use(pool), (task) -> new Thread(task).start());
					}
					await().atMost(Duration.ofSeconds(12))
						.until(() -> Contexts.status(context, "readiness") == ProbeStatus.DOWN);
					assertThat(Contexts.check(context, "db").lastResult()).isInstanceOfAny(CheckResult.TimedOut.class,
							CheckResult.Failed.class);
				}
				Contexts.awaitStatus(context, "readiness", ProbeStatus.UP);
			});
		}
	}

	@Test
	void aFullPoolIsNotDownWhileTheDatabaseAnswersFreshConnections() {
		HikariDataSource pool = SERVER.pool(1);
		run(pool, (context) -> assertNotDownWhileFull(pool, context));
	}

	/**
	 * The connections that the pool has work, and no role lets another one in.
	 */
	@Test
	void aFullPoolIsNotDownWhileTheDatabaseRefusesAFurtherConnection() throws SQLException {
		SERVER.execute("drop role if exists crowded");
		SERVER.execute("create role crowded login connection limit 1");
		HikariDataSource pool = SERVER.pool(1);
		pool.setJdbcUrl("jdbc:postgresql://localhost:%d/postgres?user=crowded".formatted(SERVER.port()));
		run(pool, (context) -> assertNotDownWhileFull(pool, context));
	}

	private static void assertNotDownWhileFull(HikariDataSource pool, AssertableApplicationContext context)
			throws SQLException {
		LastRun before = settled(context);
		try (Connection taken = pool.getConnection()) {
			CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> use(pool));
			await().atMost(Duration.ofSeconds(5)).until(() -> Contexts.check(context, "db").lastRun() != before);
			assertThat(Contexts.check(context, "db").lastResult()).isInstanceOf(CheckResult.Inconclusive.class);
			assertThat(Contexts.status(context, "readiness")).isEqualTo(ProbeStatus.UP);
			taken.close();
			waiting.join();
		}
	}

	private static void breakConnection(HikariDataSource pool) throws SQLException {
		Connection connection = pool.getConnection();
		try {
			SERVER.query("select pg_terminate_backend(%s)"
				.formatted(PostgresServer.query(connection, "select pg_backend_pid()")));
			assertThatExceptionOfType(SQLException.class)
				.isThrownBy(() -> PostgresServer.query(connection, "select 1"));
		}
		finally {
			pool.evictConnection(connection);
		}
	}

	private static void use(DataSource pool) {
		try (Connection connection = pool.getConnection()) {
			PostgresServer.query(connection, "select 1");
		}
		catch (SQLException ex) {
			// the caller has waited long enough
		}
	}

	private static HikariDataSource pool(String url) {
		HikariDataSource pool = new HikariDataSource();
		pool.setJdbcUrl(url);
		pool.setMaximumPoolSize(3);
		return pool;
	}

	/**
	 * The last run before the next one is due in an hour.
	 */
	private static LastRun settled(AssertableApplicationContext context) {
		await().pollDelay(Duration.ofMillis(1_100)).until(() -> Contexts.check(context, "db").successes() > 0);
		return Contexts.check(context, "db").lastRun();
	}

	private static void run(HikariDataSource pool, Use use, String... properties) {
		Contexts.withoutWeb()
			.withBean("orders", DataSource.class, () -> pool)
			.withPropertyValues("probity.defaults.interval=1h", "probity.defaults.retry-interval=1s",
					"probity.defaults.jitter=0")
			.withPropertyValues(properties)
			.run((context) -> {
				Contexts.ready(context);
				Contexts.awaitStatus(context, "readiness", ProbeStatus.UP);
				use.of(context);
			});
	}

	/**
	 * What is done with a context.
	 */
	private interface Use {

		void of(AssertableApplicationContext context) throws Exception;

	}

}
