package dev.probity.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;

import com.zaxxer.hikari.HikariDataSource;
import dev.probity.check.CheckSnapshot;
import dev.probity.check.CheckState;
import dev.probity.fixture.Contexts;
import dev.probity.fixture.LoggedLines;
import dev.probity.fixture.StubDataSource;
import dev.probity.fixture.SwitchedDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * While a pool cannot give a connection and the instance stays, nobody waits long.
 */
class HikariFailFastTests {

	private static final Duration LIMIT = Duration.ofMillis(500);

	private final HikariDataSource pool = new HikariDataSource();

	private final LoggedLines log = new LoggedLines(HikariPatience.class);

	@BeforeEach
	void open() {
		this.pool.setPoolName("orders");
		this.pool.setDataSource(new StubDataSource());
		this.pool.setMaximumPoolSize(1);
	}

	@AfterEach
	void close() {
		this.pool.close();
		this.log.close();
	}

	@Test
	void callersWaitNoLongerThanTheLimitFromNowOnAndAsLongAsBeforeAfterwards() throws SQLException {
		try (Connection busy = this.pool.getConnection()) {
			HikariPatience patience = HikariPatience.lower(this.pool, LIMIT, "db");
			long begin = System.nanoTime();
			assertThatExceptionOfType(SQLTransientConnectionException.class).isThrownBy(this.pool::getConnection);
			assertThat(Duration.ofNanos(System.nanoTime() - begin)).isBetween(Duration.ofMillis(450),
					Duration.ofSeconds(5));
			patience.restore();
		}
		assertThat(this.pool.getConnectionTimeout()).isEqualTo(30_000);
		assertThat(this.log.next()).containsExactly(
				"INFO Callers of the pool 'orders' wait for a connection no longer than 500ms instead of 30s: db is FAILING, and this instance stays in service",
				"INFO Callers of the pool 'orders' wait for a connection up to 30s again");
	}

	@Test
	void whatTheApplicationSetsMeanwhileStays() {
		HikariPatience patience = HikariPatience.lower(this.pool, LIMIT, "db");
		this.pool.setConnectionTimeout(2_000);
		patience.restore();
		assertThat(this.pool.getConnectionTimeout()).isEqualTo(2_000);
		assertThat(this.log.next()).last()
			.isEqualTo(
					"INFO Callers of the pool 'orders' go on waiting for a connection up to 2s, which has been set meanwhile");
	}

	@Test
	void whoeverIsLessPatientAlreadyIsLeftAlone() {
		this.pool.setConnectionTimeout(300);
		HikariPatience.lower(this.pool, LIMIT, "db").restore();
		assertThat(this.pool.getConnectionTimeout()).isEqualTo(300);
		assertThat(this.log.next()).isEmpty();
	}

	@Test
	void noLessIsSetThanHikariAccepts() {
		HikariPatience.lower(this.pool, Duration.ofMillis(1), "db");
		assertThat(this.pool.getConnectionTimeout()).isEqualTo(250);
	}

	@Test
	void aPoolWhoseCheckFailsIsLoweredWhileTheInstanceStaysAndRestoredWhenItPasses() {
		run("probity.checks.db.criticality=optional").run((context) -> {
			SwitchedDataSource source = (SwitchedDataSource) context.getBean(HikariDataSource.class).getDataSource();
			HikariDataSource bean = context.getBean(HikariDataSource.class);
			Contexts.ready(context);
			assertThat(bean.getConnectionTimeout()).isEqualTo(30_000);
			kill(source, bean);
			await().until(() -> bean.getConnectionTimeout() == 500);
			source.heal();
			// the pool itself tries again after up to 5 s
			await().atMost(Duration.ofSeconds(30))
				.untilAsserted(() -> assertThat(bean.getConnectionTimeout())
					.as(() -> Contexts.check(context, "db") + "\n" + this.log.next())
					.isEqualTo(30_000));
		});
	}

	@Test
	void whereTheInstanceLeavesPoolsAreLeftAlone() {
		run().run((context) -> staysPatient(context));
	}

	@Test
	void whereItIsSwitchedOffPoolsAreLeftAlone() {
		run("probity.checks.db.criticality=optional", "probity.fleet.fail-fast=off")
			.run((context) -> staysPatient(context));
	}

	private static void staysPatient(ConfigurableApplicationContext context) {
		HikariDataSource bean = context.getBean(HikariDataSource.class);
		Contexts.ready(context);
		kill((SwitchedDataSource) context.getBean(HikariDataSource.class).getDataSource(), bean);
		await().untilAsserted(() -> assertThat(Contexts.check(context, "db")).extracting(CheckSnapshot::state)
			.as(() -> Contexts.check(context, "db").toString())
			.isEqualTo(CheckState.FAILING));
		await().during(Duration.ofSeconds(3)).until(() -> bean.getConnectionTimeout() == 30_000);
	}

	/**
	 * What it has given before does not count.
	 */
	private static void kill(SwitchedDataSource source, HikariDataSource pool) {
		await().until(() -> pool.getHikariPoolMXBean() != null);
		source.kill();
		pool.getHikariPoolMXBean().softEvictConnections();
	}

	private static ApplicationContextRunner run(String... properties) {
		return Contexts.withoutWeb()
			.withUserConfiguration(Application.class)
			.withPropertyValues("probity.checks.db.interval=50ms", "probity.checks.db.retry-interval=20ms",
					"probity.checks.db.timeout=500ms")
			.withPropertyValues(properties);
	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

		@Bean
		HikariDataSource dataSource() {
			HikariDataSource pool = new HikariDataSource();
			pool.setDataSource(new SwitchedDataSource());
			pool.setMaximumPoolSize(1);
			return pool;
		}

	}

}
