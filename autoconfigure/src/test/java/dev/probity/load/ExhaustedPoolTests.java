package dev.probity.load;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import dev.probity.check.CheckResult.Inconclusive;
import dev.probity.check.CheckSnapshot;
import dev.probity.check.CheckState;
import dev.probity.engine.CheckMonitor;
import dev.probity.fixture.PlainApplication;
import dev.probity.fixture.PostgresServer;
import dev.probity.fixture.ProbeAgreement;
import dev.probity.fixture.RunningApplication;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A real pool of three connections, used up by queries of a real PostgreSQL that are
 * slow.
 */
class ExhaustedPoolTests {

	private static final int SIZE = 3;

	private static final String SLOW = "select pg_sleep(60)";

	private final AtomicBoolean stopped = new AtomicBoolean();

	private final ExecutorService users = Executors.newCachedThreadPool();

	@AfterEach
	void dismiss() throws Exception {
		cancelSlowQueries();
		this.users.shutdown();
		assertThat(this.users.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void aBusyPoolPassesAndAnExhaustedOneIsDegradedAtOnceAndNotADatabaseThatIsDown() throws Exception {
		try (RunningApplication application = start()) {
			keepBusy(application);
			passesWhileOthersWait(application);
			this.stopped.set(true);
			exhaust(application);
			await().until(() -> check(application, "pool/dataSource").state() == CheckState.FAILING);
			assertThat(check(application, "pool/dataSource").lastResult().reason())
				.matches("3 of 3 connections in use, \\d waiting, none came back for 1s \\(at most 1s\\)");
			assertThat(check(application, "db").state()).isEqualTo(CheckState.PASSING);
			await().untilAsserted(
					() -> assertThat(check(application, "db").lastResult()).isInstanceOf(Inconclusive.class));
			long asked = System.nanoTime();
			ProbeAgreement.of(application).readinessIs("DEGRADED");
			assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(5));
			ProbeAgreement.of(application).livenessIs("UP");
			cancelSlowQueries();
			await().untilAsserted(() -> assertThat(check(application, "pool/dataSource").lastResult().reason())
				.startsWith("no longer saturated for"));
			ProbeAgreement.of(application).readinessIs("UP");
		}
	}

	@Test
	void whereThePoolIsRequiredReadinessFailsUntilItMovesAgain() throws Exception {
		try (RunningApplication application = start("probity.checks[pool/dataSource].criticality=required")) {
			exhaust(application);
			ProbeAgreement.of(application).readinessIs("DOWN");
			CheckSnapshot database = check(application, "db");
			assertThat(database.state()).as(() -> database.lastResult() + "").isEqualTo(CheckState.PASSING);
			cancelSlowQueries();
			ProbeAgreement.of(application).readinessIs("UP");
		}
	}

	private static RunningApplication start(String... properties) {
		String[] all = { "probity.vitals.pool.max-silence=1s", "probity.load.sustained-for=1s",
				"probity.load.stagger=0s", "probity.checks.db.interval=2s",
				"probity.checks[pool/dataSource].interval=100ms",
				"probity.checks[pool/dataSource].retry-interval=100ms", (properties.length > 0) ? properties[0] : "" };
		return RunningApplication.started(StoringApplication.class, all);
	}

	private void keepBusy(RunningApplication application) {
		for (int i = 0; i < 4 * SIZE; i++) {
			this.users.submit(() -> {
				while (!this.stopped.get()) {
					query(application, "select pg_sleep(0.02)");
				}
				return null;
			});
		}
	}

	/**
	 * For longer than it would take to fail.
	 */
	private static void passesWhileOthersWait(RunningApplication application) {
		int full = 0;
		for (int i = 0; i < 15; i++) {
			CheckSnapshot.LastRun seen = check(application, "pool/dataSource").lastRun();
			await().until(() -> check(application, "pool/dataSource").lastRun() != seen);
			CheckSnapshot pool = check(application, "pool/dataSource");
			assertThat(pool.state()).as(() -> pool.lastResult() + "").isEqualTo(CheckState.PASSING);
			full += (pool.lastResult().details().get("waiting") instanceof Integer waiting && waiting > 0) ? 1 : 0;
		}
		assertThat(full).isGreaterThan(10);
	}

	private void exhaust(RunningApplication application) {
		HikariPoolMXBean pool = application.bean(HikariDataSource.class).getHikariPoolMXBean();
		// as long as it does not pass, 'db' queues like everybody else
		await().until(() -> check(application, "db").state() == CheckState.PASSING);
		for (int i = 0; i < SIZE; i++) {
			this.users.submit(() -> query(application, SLOW));
		}
		await().until(() -> slowQueries() == SIZE);
		for (int i = 0; i < SIZE + 1; i++) {
			this.users.submit(() -> query(application, "select 1"));
		}
		await().until(() -> pool.getThreadsAwaitingConnection() > SIZE);
	}

	private static int slowQueries() throws SQLException {
		return Integer.parseInt(PostgresServer.get()
			.query("select count(*) from pg_stat_activity where state = 'active' and query = '" + SLOW + "'"));
	}

	private static void cancelSlowQueries() throws SQLException {
		PostgresServer.get()
			.query("select count(pg_cancel_backend(pid)) from pg_stat_activity where query = '" + SLOW + "'");
	}

	private static String query(RunningApplication application, String sql) throws SQLException {
		try (Connection connection = application.bean(HikariDataSource.class).getConnection()) {
			return PostgresServer.query(connection, sql);
		}
	}

	private static CheckSnapshot check(RunningApplication application, String name) {
		CheckSnapshot check = application.bean(CheckMonitor.class).snapshot(name);
		assertThat(check).isNotNull();
		return check;
	}

	@Configuration(proxyBeanMethods = false)
	@Import(PlainApplication.class)
	static class StoringApplication {

		@Bean
		HikariDataSource dataSource() {
			HikariDataSource pool = PostgresServer.get().pool(SIZE);
			pool.setMinimumIdle(SIZE);
			pool.setConnectionTimeout(60_000);
			return pool;
		}

	}

}
