package dev.probity.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import dev.probity.check.CheckSnapshot;
import dev.probity.check.CheckState;
import dev.probity.fixture.Contexts;
import dev.probity.fixture.LoggedLines;
import dev.probity.fixture.StubDataSource;
import dev.probity.fixture.SwitchedDataSource;
import dev.probity.time.Ticker;
import org.apache.commons.dbcp2.BasicDataSource;
import org.apache.commons.dbcp2.ConnectionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * While a pool cannot give a connection and the instance stays, nobody waits long.
 */
class FailFastTests {

	private static final Duration LIMIT = Duration.ofMillis(500);

	private final LoggedLines log = new LoggedLines(CallerPatience.class);

	@AfterEach
	void close() {
		this.log.close();
	}

	@ParameterizedTest
	@EnumSource
	void callersWaitNoLongerThanTheLimitFromNowOnAndAsLongAsBeforeAfterwards(Library library) throws Exception {
		DataSource pool = library.pool(new StubDataSource());
		try (AutoCloseable open = (AutoCloseable) pool) {
			try (Connection busy = pool.getConnection()) {
				BorrowTimeout timeout = timeout(pool);
				timeout.set(30_000);
				CallerPatience patience = CallerPatience.lower(timeout, LIMIT, "db");
				long begin = System.nanoTime();
				assertThatExceptionOfType(SQLException.class).isThrownBy(pool::getConnection);
				assertThat(Duration.ofNanos(System.nanoTime() - begin)).isBetween(Duration.ofMillis(450),
						Duration.ofSeconds(5));
				patience.restore();
			}
			assertThat(timeout(pool).millis()).isEqualTo(30_000);
			assertThat(this.log.next()).containsExactly(
					"INFO Callers of the pool 'orders' wait for a connection no longer than 500ms instead of 30s: db is FAILING, and this instance stays in service",
					"INFO Callers of the pool 'orders' wait for a connection up to 30s again");
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "TOMCAT", "DBCP2" })
	void callersWithoutALimitHaveNoneAgainAfterwards(Library library) throws Exception {
		DataSource pool = library.pool(new StubDataSource());
		try (AutoCloseable open = (AutoCloseable) pool) {
			pool.getConnection().close();
			timeout(pool).set(BorrowTimeout.WITHOUT_END);
			CallerPatience patience = CallerPatience.lower(timeout(pool), LIMIT, "db");
			assertThat(timeout(pool).millis()).isEqualTo(500);
			patience.restore();
			assertThat(timeout(pool).millis()).isEqualTo(BorrowTimeout.WITHOUT_END);
			assertThat(this.log.next()).last()
				.isEqualTo("INFO Callers of the pool 'orders' wait for a connection up to any time again");
		}
	}

	@Test
	void whatTheApplicationSetsMeanwhileStays() {
		try (HikariDataSource pool = new HikariDataSource()) {
			pool.setPoolName("orders");
			CallerPatience patience = CallerPatience.lower(timeout(pool), LIMIT, "db");
			pool.setConnectionTimeout(2_000);
			patience.restore();
			assertThat(pool.getConnectionTimeout()).isEqualTo(2_000);
			assertThat(this.log.next()).last()
				.isEqualTo(
						"INFO Callers of the pool 'orders' go on waiting for a connection up to 2s, which has been set meanwhile");
		}
	}

	@Test
	void whoeverIsLessPatientAlreadyIsLeftAlone() {
		try (HikariDataSource pool = new HikariDataSource()) {
			pool.setConnectionTimeout(300);
			CallerPatience.lower(timeout(pool), LIMIT, "db").restore();
			assertThat(pool.getConnectionTimeout()).isEqualTo(300);
			assertThat(this.log.next()).isEmpty();
		}
	}

	@Test
	void noLessIsSetThanHikariAccepts() {
		try (HikariDataSource pool = new HikariDataSource()) {
			CallerPatience.lower(timeout(pool), Duration.ofMillis(1), "db");
			assertThat(pool.getConnectionTimeout()).isEqualTo(250);
		}
	}

	@ParameterizedTest
	@EnumSource
	void aPoolWhoseCheckFailsIsLoweredWhileTheInstanceStaysAndRestoredWhenItPasses(Library library) {
		SwitchedDataSource source = new SwitchedDataSource();
		run(library, source, "probity.checks.db.criticality=optional").run((context) -> {
			Contexts.ready(context);
			DataSource pool = context.getBean(DataSource.class);
			await().until(() -> timeout(pool) != null);
			long before = timeout(pool).millis();
			assertThat(before).isNotEqualTo(500);
			// two runs of the check, 5 s apart at first
			await().atMost(Duration.ofSeconds(30)).until(() -> {
				// the check may have the only connection just now, and give it back
				// afterwards
				library.kill(pool, source);
				return timeout(pool).millis() == 500;
			});
			source.heal();
			// Hikari itself tries again after up to 5 s
			await().atMost(Duration.ofSeconds(30))
				.untilAsserted(() -> assertThat(timeout(pool).millis())
					.as(() -> Contexts.check(context, "db") + "\n" + this.log.next())
					.isEqualTo(before));
		});
	}

	@Test
	void whereTheInstanceLeavesPoolsAreLeftAlone() {
		staysPatient();
	}

	@Test
	void whereItIsSwitchedOffPoolsAreLeftAlone() {
		staysPatient("probity.checks.db.criticality=optional", "probity.fleet.fail-fast=off");
	}

	private static void staysPatient(String... properties) {
		SwitchedDataSource source = new SwitchedDataSource();
		run(Library.HIKARI, source, properties).run((context) -> {
			Contexts.ready(context);
			DataSource pool = context.getBean(DataSource.class);
			Library.HIKARI.kill(pool, source);
			await().untilAsserted(() -> assertThat(failing(context)).as(() -> Contexts.check(context, "db").toString())
				.isEqualTo(CheckState.FAILING));
			await().during(Duration.ofSeconds(3)).until(() -> timeout(pool).millis() == 30_000);
		});
	}

	/**
	 * To make it may take as long as a database is away.
	 */
	@Test
	void nobodyLooksForADataSourceBesideTheCheck() {
		Set<String> askedBy = ConcurrentHashMap.newKeySet();
		Contexts.withoutWeb().withBean("orders", DataSource.class, () -> {
			askedBy.add(Thread.currentThread().getName());
			throw new IllegalStateException("the database cannot be reached");
		}, (bean) -> bean.setLazyInit(true))
			.withPropertyValues("probity.defaults.interval=100ms", "probity.defaults.retry-interval=50ms")
			.run((context) -> {
				await().until(() -> failing(context) == CheckState.FAILING);
				askedBy.clear();
				await().during(Duration.ofSeconds(3)).until(() -> askedBy.equals(Set.of("probity-check-db")));
			});
	}

	private static CheckState failing(ConfigurableApplicationContext context) {
		CheckSnapshot snapshot = Contexts.check(context, "db");
		return snapshot.state();
	}

	private static BorrowTimeout timeout(DataSource pool) {
		return new DataSourcePools(Stream::empty, Ticker.system()).borrowTimeout(pool);
	}

	private static ApplicationContextRunner run(Library library, SwitchedDataSource source, String... properties) {
		return Contexts.withoutWeb()
			.withBean("dataSource", DataSource.class, () -> library.pool(source))
			.withPropertyValues("probity.checks.db.interval=50ms", "probity.checks.db.retry-interval=20ms",
					"probity.checks.db.timeout=500ms")
			.withPropertyValues(properties);
	}

	/**
	 * Makes pools of one connection.
	 */
	enum Library {

		HIKARI {

			@Override
			DataSource pool(DataSource connections) {
				HikariDataSource pool = new HikariDataSource();
				pool.setPoolName("orders");
				pool.setDataSource(connections);
				pool.setMaximumPoolSize(1);
				return pool;
			}

			@Override
			void kill(DataSource pool, SwitchedDataSource connections) {
				HikariDataSource hikari = (HikariDataSource) pool;
				await().until(() -> hikari.getHikariPoolMXBean() != null);
				connections.kill();
				hikari.getHikariPoolMXBean().softEvictConnections();
			}

		},

		TOMCAT {

			@Override
			DataSource pool(DataSource connections) {
				org.apache.tomcat.jdbc.pool.DataSource pool = new ClosedTomcatPool();
				pool.setName("orders");
				pool.setDataSource(connections);
				pool.setInitialSize(0);
				pool.setMaxActive(1);
				return pool;
			}

			@Override
			void kill(DataSource pool, SwitchedDataSource connections) {
				connections.kill();
				((org.apache.tomcat.jdbc.pool.DataSource) pool).purge();
			}

		},

		DBCP2 {

			@Override
			DataSource pool(DataSource connections) {
				BasicDataSource pool = new BasicDataSource() {

					@Override
					protected ConnectionFactory createConnectionFactory() {
						return connections::getConnection;
					}

				};
				pool.setJmxName("orders");
				pool.setMaxTotal(1);
				return pool;
			}

			@Override
			void kill(DataSource pool, SwitchedDataSource connections) {
				connections.kill();
				((BasicDataSource) pool).getConnectionPool().clear();
			}

		};

		abstract DataSource pool(DataSource connections);

		/**
		 * What it has given before does not count.
		 */
		abstract void kill(DataSource pool, SwitchedDataSource connections);

	}

	/**
	 * Is closed by <code>try</code>.
	 */
	private static final class ClosedTomcatPool extends org.apache.tomcat.jdbc.pool.DataSource
			implements AutoCloseable {

	}

}
