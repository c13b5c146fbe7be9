package dev.probity.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import dev.probity.check.CheckResult;
import dev.probity.check.CheckResult.Inconclusive;
import dev.probity.check.CheckSnapshot;
import dev.probity.check.CheckState;
import dev.probity.fixture.Contexts;
import dev.probity.fixture.PostgresServer;
import dev.probity.probe.ProbeStatus;
import oracle.ucp.jdbc.PoolDataSourceImpl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadataProvider;
import org.springframework.boot.jdbc.metadata.TomcatDataSourcePoolMetadata;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.jdbc.datasource.AbstractDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * A pool that is full for long, while everybody is served, is no database that is down,
 * whatever library it is of; and one in which nothing moves is stuck.
 */
class BusyPoolTests {

	private static final int SIZE = 3;

	private final AtomicBoolean stopped = new AtomicBoolean();

	private final AtomicInteger served = new AtomicInteger();

	private final ExecutorService callers = Executors.newCachedThreadPool();

	static Stream<Arguments> pools() {
		return Stream.of(arguments(HikariDataSource.class, "maximumPoolSize"),
				arguments(org.apache.tomcat.jdbc.pool.DataSource.class, "maxActive"),
				arguments(org.apache.commons.dbcp2.BasicDataSource.class, "maxTotal"),
				arguments(PoolDataSourceImpl.class, "maxPoolSize"), arguments(Described.class, "metadata alone"));
	}

	@AfterEach
	void dismiss() throws Exception {
		this.stopped.set(true);
		this.callers.shutdown();
		assertThat(this.callers.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
	}

	@ParameterizedTest
	@MethodSource("pools")
	void oneThatIsFullAndServesStaysUp(Class<? extends DataSource> type, String means) {
		run(type, "10s", (context) -> {
			for (int i = 0; i < 2 * SIZE; i++) {
				this.callers.submit(() -> {
					while (!this.stopped.get()) {
						use(context.getBean(DataSource.class), "select pg_sleep(0.2)");
						this.served.incrementAndGet();
					}
					return null;
				});
			}
			await().until(() -> result(context) instanceof Inconclusive);
			long end = System.nanoTime() + Duration.ofSeconds(3).toNanos();
			int full = 0;
			int runs = 0;
			while (System.nanoTime() < end) {
				CheckSnapshot.LastRun seen = Contexts.check(context, "db").lastRun();
				await().pollInterval(Duration.ofMillis(5)).until(() -> Contexts.check(context, "db").lastRun() != seen);
				assertThat(Contexts.status(context, "readiness")).as(() -> String.valueOf(result(context)))
					.isEqualTo(ProbeStatus.UP);
				runs++;
				full += (result(context) instanceof Inconclusive) ? 1 : 0;
			}
			assertThat(full).as("of %d runs", runs).isGreaterThan(runs / 2);
			assertThat(this.served).hasValueGreaterThan(3 * SIZE);
			// a pool that is closed may forget who waits
			dismiss();
			await().until(() -> result(context) instanceof CheckResult.Passed);
		});
	}

	@ParameterizedTest
	@MethodSource("pools")
	void oneInWhichNothingMovesIsDown(Class<? extends DataSource> type, String means) {
		run(type, "1500ms", (context) -> {
			Connection[] taken = new Connection[SIZE];
			for (int i = 0; i < SIZE; i++) {
				taken[i] = context.getBean(DataSource.class).getConnection();
			}
			Contexts.awaitStatus(context, "readiness", ProbeStatus.DOWN);
			await().untilAsserted(() -> assertThat(result(context).toString()).contains("pool stuck"));
			for (Connection connection : taken) {
				connection.close();
			}
			Contexts.awaitStatus(context, "readiness", ProbeStatus.UP);
		});
	}

	private static void run(Class<? extends DataSource> type, String maxAge, Use use) {
		boolean described = type == Described.class;
		DataSource pool = described ? new Described(dataSource(org.apache.tomcat.jdbc.pool.DataSource.class))
				: dataSource(type);
		Contexts.withoutWeb()
			// its metadata of pools
			.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class))
			.withBean("orders", DataSource.class, () -> pool)
			.withBean(DataSourcePoolMetadataProvider.class,
					() -> (dataSource) -> (dataSource instanceof Described known)
							? new TomcatDataSourcePoolMetadata(known.pool.get()) : null)
			.withPropertyValues("probity.defaults.interval=100ms", "probity.defaults.retry-interval=50ms",
					"probity.defaults.timeout=500ms", "probity.defaults.max-age=" + maxAge)
			.run((context) -> {
				Contexts.ready(context);
				await().until(() -> Contexts.check(context, "db").state() == CheckState.PASSING);
				use.of(context);
			});
	}

	private static <T extends DataSource> T dataSource(Class<T> type) {
		T pool = DataSourceBuilder.create()
			.type(type)
			.url("jdbc:postgresql://localhost:%d/postgres".formatted(PostgresServer.get().port()))
			.username("postgres")
			.build();
		if (pool instanceof HikariDataSource hikari) {
			hikari.setMaximumPoolSize(SIZE);
		}
		else if (pool instanceof org.apache.tomcat.jdbc.pool.DataSource tomcat) {
			tomcat.setInitialSize(1);
			tomcat.setMinIdle(1);
			tomcat.setMaxIdle(SIZE);
			tomcat.setMaxActive(SIZE);
		}
		else if (pool instanceof org.apache.commons.dbcp2.BasicDataSource dbcp2) {
			dbcp2.setMaxTotal(SIZE);
		}
		else if (pool instanceof PoolDataSourceImpl ucp) {
			setMaxPoolSize(ucp);
		}
		return pool;
	}

	private static void setMaxPoolSize(PoolDataSourceImpl ucp) {
		try {
			ucp.setMaxPoolSize(SIZE);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static CheckResult result(AssertableApplicationContext context) {
		return Contexts.check(context, "db").lastResult();
	}

	private static void use(DataSource pool, String sql) throws SQLException {
		try (Connection connection = pool.getConnection()) {
			PostgresServer.query(connection, sql);
		}
	}

	/**
	 * Uses a pool.
	 */
	private interface Use {

		void of(AssertableApplicationContext context) throws Exception;

	}

	/**
	 * A pool of a library that nobody knows but Spring Boot.
	 */
	private static final class Described extends AbstractDataSource {

		// not a field of its type: a wrapper would be looked through
		private final Supplier<org.apache.tomcat.jdbc.pool.DataSource> pool;

		Described(org.apache.tomcat.jdbc.pool.DataSource pool) {
			this.pool = () -> pool;
		}

		@Override
		public Connection getConnection() throws SQLException {
			return this.pool.get().getConnection();
		}

		@Override
		public Connection getConnection(String username, String password) throws SQLException {
			return getConnection();
		}

	}

}
