package dev.probity.jdbc;

import java.sql.SQLException;
import java.time.Duration;
import java.util.stream.Stream;

import dev.probity.fixture.Contexts;
import dev.probity.fixture.PostgresServer;
import dev.probity.probe.ProbeStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * The query by which a pool is to find out whether a connection is of use is what is
 * asked, on a real PostgreSQL that becomes one that is of no use: reads are answered, as
 * by a standby.
 */
class ValidationQueryTests {

	private static final String STANDBY = "standby_" + ProcessHandle.current().pid();

	private static final String QUERY = "select 1/(case when exists (select from pg_tables where tablename = '"
			+ STANDBY + "') then 0 else 1 end)";

	private final ApplicationContextRunner runner = Contexts.withoutWeb()
		.withPropertyValues("probity.defaults.interval=100ms", "probity.defaults.retry-interval=20ms",
				"probity.checks.db.max-age=20s", "probity.defaults.timeout=5s");

	static Stream<Arguments> pools() {
		return Stream.of(arguments("com.zaxxer.hikari.HikariDataSource", "hikari.connection-test-query"),
				arguments("org.apache.tomcat.jdbc.pool.DataSource", "tomcat.validation-query"),
				arguments("org.apache.commons.dbcp2.BasicDataSource", "dbcp2.validation-query"),
				arguments("oracle.ucp.jdbc.PoolDataSource", "oracleucp.sql-for-validate-connection"));
	}

	@AfterEach
	void promote() throws SQLException {
		execute("drop table if exists " + STANDBY);
	}

	@ParameterizedTest
	@MethodSource("pools")
	void aStandbyOfWhichTheQuerySaysSoIsDown(String type, String property) {
		jdbc(type).withPropertyValues("spring.datasource." + property + "=" + QUERY).run((context) -> {
			Contexts.ready(context);
			Contexts.awaitStatus(context, "readiness", ProbeStatus.UP);
			assertThat(Contexts.check(context, "db").lastResult().details()).containsEntry("validationQuery", QUERY)
				.containsKey("pool");
			execute("create table " + STANDBY + " ()");
			Contexts.awaitStatus(context, "readiness", ProbeStatus.DOWN);
			// DBCP asks by itself, and keeps the answer to itself; UCP asks one new
			// connection after the other
			assertThat(Contexts.check(context, "db").lastResult().reason()).containsAnyOf("division by zero",
					"Unable to validate object", "the pool provided no connection in time");
			execute("drop table " + STANDBY);
			Contexts.awaitStatus(context, "readiness", ProbeStatus.UP);
		});
	}

	@ParameterizedTest
	@MethodSource("pools")
	void withoutAQueryItIsUp(String type, String property) throws SQLException {
		execute("create table " + STANDBY + " ()");
		jdbc(type).run((context) -> {
			Contexts.ready(context);
			Contexts.awaitStatus(context, "readiness", ProbeStatus.UP);
			// Spring Boot gives Tomcat's pool one that only wants an answer
			assertThat(Contexts.check(context, "db").lastResult().details().getOrDefault("validationQuery", "SELECT 1"))
				.isEqualTo("SELECT 1");
		});
	}

	@Test
	void theQueryOfAReactivePoolIsAskedToo() {
		this.runner.withConfiguration(AutoConfigurations.of(R2dbcAutoConfiguration.class))
			.withPropertyValues("spring.r2dbc.url=r2dbc:postgresql://postgres@localhost:" + PostgresServer.get().port()
					+ "/postgres", "spring.r2dbc.pool.validation-query=" + QUERY)
			.run((context) -> {
				Contexts.ready(context);
				Contexts.awaitStatus(context, "readiness", ProbeStatus.UP);
				execute("create table " + STANDBY + " ()");
				Contexts.awaitStatus(context, "readiness", ProbeStatus.DOWN);
				execute("drop table " + STANDBY);
				Contexts.awaitStatus(context, "readiness", ProbeStatus.UP);
			});
	}

	@Test
	void aQueryThatTakesTooLongIsBounded() {
		jdbc("com.zaxxer.hikari.HikariDataSource")
			.withPropertyValues(
					"spring.datasource.hikari.connection-test-query=select pg_sleep(case when exists ("
							+ "select from pg_tables where tablename = '" + STANDBY + "') then 60 else 0 end)",
					"probity.checks.db.timeout=1s", "spring.datasource.hikari.maximum-pool-size=1")
			.run((context) -> {
				Contexts.ready(context);
				Contexts.awaitStatus(context, "readiness", ProbeStatus.UP);
				execute("create table " + STANDBY + " ()");
				Contexts.awaitStatus(context, "readiness", ProbeStatus.DOWN);
				execute("drop table " + STANDBY);
				await().atMost(Duration.ofSeconds(20))
					.until(() -> Contexts.status(context, "readiness") == ProbeStatus.UP);
			});
	}

	private ApplicationContextRunner jdbc(String type) {
		return this.runner.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class))
			.withPropertyValues("spring.datasource.type=" + type, "spring.datasource.username=postgres",
					"spring.datasource.url=jdbc:postgresql://localhost:" + PostgresServer.get().port() + "/postgres");
	}

	private static void execute(String sql) throws SQLException {
		PostgresServer.get().execute(sql);
	}

}
