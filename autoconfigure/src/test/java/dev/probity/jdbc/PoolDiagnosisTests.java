package dev.probity.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.util.Credentials;
import dev.probity.check.Diagnosis;
import dev.probity.check.Diagnosis.Finding;
import dev.probity.engine.CheckMonitor;
import dev.probity.fixture.Contexts;
import dev.probity.fixture.FrozenProcess;
import dev.probity.fixture.HalfOpenProxy;
import dev.probity.fixture.OwnPostgres;
import dev.probity.fixture.PostgresServer;
import dev.probity.probe.ProbeReport;
import dev.probity.probe.ProbeReport.Member;
import dev.probity.probe.ProbeStatus;
import dev.probity.probe.Probes;
import dev.probity.registration.Engine;
import dev.probity.registration.PeriodicTask;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Whether it is the database or the pool, found on real ones, with terms short enough for
 * a test.
 */
class PoolDiagnosisTests {

	private static final PostgresServer SERVER = PostgresServer.get();

	private static final String[] SHORT = { "probity.defaults.interval=200ms", "probity.defaults.retry-interval=100ms",
			"probity.defaults.timeout=500ms", "probity.defaults.max-age=2s", "probity.diagnosis.interval=1s",
			"probity.diagnosis.confirm-after=2s" };

	@Test
	void aPoolWhoseOnlyConnectionIsNeverReturnedIsAtFault() {
		HikariDataSource pool = SERVER.pool(1);
		pool.setPoolName("orders");
		run(pool, (context) -> {
			try (Connection leaked = pool.getConnection()) {
				await().atMost(Duration.ofSeconds(20)).until(() -> finding(context) == Finding.CLIENT_FAULT);
				assertThat(diagnosis(context).sentence()).startsWith("PostgreSQL answers fresh connections in ")
					.contains("but the pool 'orders' has given none that works for ",
							"1 of 1 leased, none returned for ")
					.endsWith("; set leak-detection-threshold to see who borrowed them");
				// the sentence is renewed with each fresh connection, and read with each
				// run
				await().untilAsserted(() -> assertThat(member(context, "readiness").reason())
					.isEqualTo(diagnosis(context).sentence()));
				assertThat(Contexts.status(context, "readiness")).isEqualTo(ProbeStatus.DOWN);
				assertThat(Contexts.status(context, "liveness")).isEqualTo(ProbeStatus.UP);
				assertThat(leaked.isValid(1)).isTrue();
			}
			await().until(() -> finding(context) == null);
			Contexts.awaitStatus(context, "readiness", ProbeStatus.UP);
		});
	}

	@Test
	void aRestartIsAskedForOnlyIfItWasWanted() {
		HikariDataSource pool = SERVER.pool(2);
		run(wrapped(pool), (context) -> {
			try (Connection one = pool.getConnection(); Connection other = pool.getConnection()) {
				await().atMost(Duration.ofSeconds(20)).until(() -> finding(context) == Finding.CLIENT_FAULT);
				Contexts.awaitStatus(context, "liveness", ProbeStatus.DOWN);
				assertThat(member(context, "liveness").name()).isEqualTo("client/db");
				// the sentence is renewed with each fresh connection, and read with each
				// run
				await().untilAsserted(() -> assertThat(member(context, "liveness").reason())
					.isEqualTo(diagnosis(context).sentence()));
			}
			Contexts.awaitStatus(context, "liveness", ProbeStatus.UP);
		}, "probity.checks.db.restart=true");
	}

	@Test
	void aRotatedPasswordIsFoundWhileThePoolStillWorks() throws Exception {
		SERVER.createLogin("rotating", "before-it");
		HikariDataSource pool = SERVER.pool(2);
		pool.setJdbcUrl("jdbc:postgresql://localhost:%d/postgres".formatted(SERVER.port()));
		pool.setUsername("rotating");
		pool.setPassword("before-it");
		pool.setMaxLifetime(Duration.ofMinutes(30).toMillis());
		run(pool, (context) -> {
			// what has answered once is known by its name
			Contexts.awaitStatus(context, "readiness", ProbeStatus.UP);
			assertThat(finding(context)).isNull();
			SERVER.execute("alter role rotating password 'after-it'");
			await().atMost(Duration.ofSeconds(20)).until(() -> finding(context) == Finding.BORROWED_TIME);
			assertThat(diagnosis(context).sentence()).startsWith("new connections to PostgreSQL fail since ")
				.contains("(28P01 ", "password authentication failed")
				.endsWith("(maxLifetime)")
				.doesNotContain("before-it");
			Contexts.awaitStatus(context, "readiness", ProbeStatus.DEGRADED);
			assertThat(member(context, "readiness").reason()).isEqualTo(diagnosis(context).sentence());
			pool.setCredentials(Credentials.of("rotating", "after-it"));
			Contexts.awaitStatus(context, "readiness", ProbeStatus.UP);
			assertThat(finding(context)).isNull();
		});
	}

	@Test
	void aFreshConnectionAsksTheCredentialsProvider() throws Exception {
		SERVER.createLogin("provided", "first-one");
		HikariDataSource pool = SERVER.pool(1);
		pool.setJdbcUrl("jdbc:postgresql://localhost:%d/postgres".formatted(SERVER.port()));
		String[] password = { "first-one" };
		pool.setCredentialsProvider(() -> Credentials.of("provided", password[0]));
		run(pool, (context) -> {
			SERVER.execute("alter role provided password 'second-one'");
			await().atMost(Duration.ofSeconds(20)).until(() -> finding(context) == Finding.BORROWED_TIME);
			password[0] = "second-one";
			await().until(() -> finding(context) == null);
		});
	}

	@Test
	void aRoleThatMayHaveNoFurtherConnectionIsOnBorrowedTime() throws Exception {
		SERVER.execute("create role limited login connection limit 2");
		HikariDataSource pool = SERVER.pool(2);
		pool.setJdbcUrl("jdbc:postgresql://localhost:%d/postgres?user=limited".formatted(SERVER.port()));
		pool.setMinimumIdle(2);
		run(pool, (context) -> {
			await().atMost(Duration.ofSeconds(20)).until(() -> finding(context) == Finding.BORROWED_TIME);
			assertThat(diagnosis(context).sentence()).contains("(53300 ");
			Contexts.awaitStatus(context, "readiness", ProbeStatus.DEGRADED);
			SERVER.execute("alter role limited connection limit 3");
			Contexts.awaitStatus(context, "readiness", ProbeStatus.UP);
		});
	}

	@Test
	void aPostmasterThatIsStoppedIsFoundWhileItsBackendsAnswer() throws Exception {
		try (OwnPostgres server = OwnPostgres.start()) {
			HikariDataSource pool = pool(server.url(), 2);
			run(pool, (context) -> {
				try (FrozenProcess postmaster = server.freezePostmaster()) {
					await().atMost(Duration.ofSeconds(30)).until(() -> finding(context) == Finding.BORROWED_TIME);
					assertThat(diagnosis(context).sentence()).contains("no answer within 5s");
					assertThat(Contexts.status(context, "readiness")).isIn(ProbeStatus.UP, ProbeStatus.DEGRADED);
				}
				await().atMost(Duration.ofSeconds(20)).until(() -> finding(context) == null);
			});
		}
	}

	@Test
	void aDatabaseThatIsGoneIsDownAndHasARightToBeSo() throws Exception {
		try (OwnPostgres server = OwnPostgres.start()) {
			run(pool(server.url(), 2), (context) -> {
				server.kill();
				await().atMost(Duration.ofSeconds(20)).until(() -> finding(context) == Finding.DEPENDENCY_DOWN);
				// the first one may come upon a server that is just ending
				await().untilAsserted(() -> assertThat(diagnosis(context).sentence())
					.contains(" does not serve a fresh connection either: 08001 "));
				assertThat(Contexts.status(context, "liveness")).isEqualTo(ProbeStatus.UP);
				server.startAgain();
				Contexts.awaitStatus(context, "readiness", ProbeStatus.UP);
				await().until(() -> finding(context) == null);
			}, "probity.checks.db.restart=true");
		}
	}

	/**
	 * As a connection pooler does whose server is gone.
	 */
	@Test
	void aProxyThatLetsEverybodyInAndAnswersNothingIsDown() throws Exception {
		try (HalfOpenProxy proxy = new HalfOpenProxy(SERVER.port())) {
			run(pool("jdbc:postgresql://localhost:%d/postgres?user=postgres&sslmode=disable&gssEncMode=disable"
				.formatted(proxy.port()), 2), (context) -> {
					proxy.loseServer();
					await().atMost(Duration.ofSeconds(30)).until(() -> finding(context) == Finding.DEPENDENCY_DOWN);
					assertThat(diagnosis(context).sentence()).contains("no answer within 5s");
				});
		}
	}

	@Test
	void whatRoutesToSeveralHasNoDiagnosisAndSaysSo() {
		HikariDataSource one = SERVER.pool(1);
		HikariDataSource other = SERVER.pool(1);
		AbstractRoutingDataSource router = new AbstractRoutingDataSource() {

			@Override
			protected Object determineCurrentLookupKey() {
				return "one";
			}

		};
		router.setTargetDataSources(Map.of("one", one, "other", other));
		router.afterPropertiesSet();
		run(router, (context) -> {
			List<Connection> leaked = new ArrayList<>(List.of(one.getConnection(), other.getConnection()));
			Contexts.awaitStatus(context, "readiness", ProbeStatus.DOWN);
			await().untilAsserted(() -> assertThat(Contexts.check(context, "db").lastResult().details())
				.containsEntry("freshConnection", "no diagnosis for this client"));
			assertThat(finding(context)).isNull();
			for (Connection connection : leaked) {
				connection.close();
			}
		});
		one.close();
		other.close();
	}

	@Test
	void switchedOffItOpensNoConnection() {
		HikariDataSource pool = SERVER.pool(1);
		pool.addDataSourceProperty("ApplicationName", "undiagnosed");
		run(pool, (context) -> {
			try (Connection leaked = pool.getConnection()) {
				Contexts.awaitStatus(context, "readiness", ProbeStatus.DOWN);
				await().during(Duration.ofSeconds(3)).until(() -> finding(context) == null);
				assertThat(Contexts.check(context, "db").lastResult().details()).doesNotContainKey("freshConnection");
			}
		}, "probity.diagnosis.enabled=false");
	}

	@Test
	void thePoolOfAChildContextIsDiagnosedAsLongAsTheChildIsThere() {
		HikariDataSource pool = SERVER.pool(1);
		Contexts.withoutWeb().withPropertyValues(SHORT).run((parent) -> {
			Contexts.ready(parent);
			Collection<PeriodicTask> tasks = parent.getBean(Engine.class).tasks().all();
			List<PeriodicTask> before = List.copyOf(tasks);
			Contexts.withoutWeb()
				.withParent(parent)
				.withBean("orders", DataSource.class, () -> pool)
				.withPropertyValues(SHORT)
				.run((child) -> {
					Contexts.awaitStatus(child, "readiness", ProbeStatus.UP);
					try (Connection leaked = pool.getConnection()) {
						await().atMost(Duration.ofSeconds(20)).until(() -> finding(child) == Finding.CLIENT_FAULT);
						assertThat(leaked.isClosed()).isFalse();
					}
				});
			assertThat(tasks).containsExactlyElementsOf(before);
		});
	}

	private static HikariDataSource pool(String url, int size) {
		HikariDataSource pool = new HikariDataSource();
		pool.setJdbcUrl(url);
		pool.setMaximumPoolSize(size);
		pool.setConnectionTimeout(5_000);
		return pool;
	}

	private static DataSource wrapped(DataSource dataSource) {
		return new LazyConnectionDataSourceProxy(dataSource);
	}

	private static void run(DataSource dataSource, Use use, String... properties) {
		Contexts.withoutWeb()
			.withBean("orders", DataSource.class, () -> dataSource)
			.withPropertyValues(SHORT)
			.withPropertyValues(properties)
			.run((context) -> {
				Contexts.ready(context);
				Contexts.awaitStatus(context, "readiness", ProbeStatus.UP);
				use.of(context);
			});
	}

	private static Diagnosis diagnosis(AssertableApplicationContext context) {
		return context.getBean(CheckMonitor.class).diagnosis("db");
	}

	private static Finding finding(AssertableApplicationContext context) {
		Diagnosis known = diagnosis(context);
		return (known != null) ? known.finding() : null;
	}

	/**
	 * What is said of the check that is not well.
	 */
	private static Member member(AssertableApplicationContext context, String probe) {
		Probes probes = context.getBean(Probes.class);
		ProbeReport report = probes.report(probes.probe(probe));
		return report.members().stream().filter((member) -> member.condition() != null).findFirst().orElseThrow();
	}

	/**
	 * What is done with a context.
	 */
	private interface Use {

		void of(AssertableApplicationContext context) throws Exception;

	}

}
