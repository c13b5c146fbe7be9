package dev.probity.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckResult;
import dev.probity.check.CheckResult.Failed;
import dev.probity.check.CheckResult.Inconclusive;
import dev.probity.check.CheckResult.Passed;
import dev.probity.fixture.FrozenProcess;
import dev.probity.fixture.PostgresServer;
import dev.probity.fixture.StubDataSource;
import dev.probity.fixture.SwitchedDataSource;
import dev.probity.pool.ConnectionPool;
import dev.probity.pool.PoolFigures;
import dev.probity.time.Ticker;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * The check of a data source, on a real PostgreSQL behind a real pool.
 */
class DataSourceCheckTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(1);

	/** What a busy machine may add. */
	private static final Duration TOLERANCE = Duration.ofSeconds(3);

	private final PostgresServer server = server();

	private final HikariDataSource pool = this.server.pool(2);

	private final HikariConnectionPool figures = new HikariConnectionPool(this.pool);

	private final DataSourceCheck check = check(policy(Duration.ofSeconds(30)));

	/**
	 * Where the database is. Elsewhere the tests are the same.
	 */
	PostgresServer server() {
		return PostgresServer.get();
	}

	@BeforeEach
	void name() {
		this.pool.addDataSourceProperty("ApplicationName", "data-source-check");
	}

	@AfterEach
	void close() {
		this.pool.close();
	}

	@Test
	void passesAndTellsProductAndPool() throws SQLException {
		assertThat(this.check.check()).isInstanceOf(Passed.class);
		CheckResult result = this.check.check();
		assertThat(result.details()).containsEntry("database", "PostgreSQL")
			.hasEntrySatisfying("pool",
					(figures) -> assertThat(figures.toString()).matches("0 active, [12] idle, 2 max, 0 waiting"));
	}

	@Test
	void passesWithoutAPoolThatCanBeRead() throws SQLException {
		CheckResult result = new DataSourceCheck(new StubDataSource(), null, CheckPolicy.defaults(), Ticker.system())
			.check();
		assertThat(result).isInstanceOf(Passed.class);
		assertThat(result.details()).containsOnlyKeys("database");
	}

	@Test
	void borrowsOnceForACheckAndOpensNothingBeyondThePool() throws SQLException {
		AtomicInteger borrowed = new AtomicInteger();
		DelegatingDataSource counting = new DelegatingDataSource(this.pool) {

			@Override
			public Connection getConnection() throws SQLException {
				borrowed.incrementAndGet();
				return super.getConnection();
			}

		};
		DataSourceCheck counted = new DataSourceCheck(counting, this.figures, policy(Duration.ofSeconds(30)),
				Ticker.system());
		for (int i = 1; i <= 20; i++) {
			counted.check();
			assertThat(borrowed).hasValue(i);
		}
		assertThat(this.pool.getHikariPoolMXBean().getActiveConnections()).isZero();
		assertThat(connectionsAtTheServer()).isLessThanOrEqualTo(2);
	}

	@Test
	void aPoolThatOthersUseUpJustBeforeItBorrowsIsFullAndNotSilent() throws SQLException {
		List<Connection> taken = new ArrayList<>();
		ConnectionPool raced = new ConnectionPool() {

			@Override
			public @Nullable PoolFigures figures() {
				PoolFigures before = DataSourceCheckTests.this.figures.figures();
				while (taken.size() < 2) {
					taken.add(connection());
				}
				return before;
			}

			@Override
			public @Nullable Connection lend(DataSource dataSource, Duration patience) throws SQLException {
				return DataSourceCheckTests.this.figures.lend(dataSource, patience);
			}

		};
		long begin = System.nanoTime();
		CheckResult result = new DataSourceCheck(this.pool, raced, policy(Duration.ofSeconds(30)), Ticker.system())
			.check();
		assertThat(result).isInstanceOf(Inconclusive.class);
		assertThat(result.reason()).matches("saturated 2/2, \\d waiting");
		assertThat(Duration.ofNanos(System.nanoTime() - begin)).isBetween(TIMEOUT.dividedBy(2),
				TIMEOUT.plus(TOLERANCE));
		for (Connection connection : taken) {
			connection.close();
		}
	}

	@Test
	void theLastConnectionThatOthersTakeBeforeAWrapperBorrowsItHoldsUpNoRun() throws SQLException {
		List<Connection> taken = new ArrayList<>(List.of(connection()));
		DataSource raced = new DelegatingDataSource(this.pool) {

			@Override
			public Connection getConnection() throws SQLException {
				if (taken.size() < 2) {
					taken.add(connection());
				}
				return super.getConnection();
			}

		};
		long begin = System.nanoTime();
		CheckResult result = new DataSourceCheck(raced, this.figures, policy(Duration.ofSeconds(30)), Ticker.system())
			.check();
		assertThat(result).isInstanceOf(Inconclusive.class);
		assertThat(result.reason()).startsWith("saturated 2/2");
		assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(TIMEOUT.plus(TOLERANCE));
		for (Connection connection : taken) {
			connection.close();
		}
	}

	private Connection connection() {
		try {
			return this.pool.getConnection();
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void asksAPoolWithOneConnectionLeft() throws SQLException {
		try (Connection busy = this.pool.getConnection()) {
			assertThat(this.check.check()).isInstanceOf(Passed.class);
		}
	}

	@Test
	void aFullPoolThatMovesIsInconclusiveWithTheAgeOfTheLastReturn() throws Exception {
		try (Connection one = this.pool.getConnection()) {
			this.pool.getConnection().close();
			try (Connection other = this.pool.getConnection()) {
				CheckResult result = this.check.check();
				assertThat(result).isInstanceOf(Inconclusive.class);
				assertThat(result.reason()).isEqualTo("saturated 2/2, 0 waiting");
				assertThat(((Inconclusive) result).evidenceAge()).isLessThan(Duration.ofSeconds(5));
				CompletableFuture<Void> queued = CompletableFuture.runAsync(this::borrow);
				await()
					.untilAsserted(() -> assertThat(this.check.check().reason()).isEqualTo("saturated 2/2, 1 waiting"));
				other.close();
				queued.join();
			}
		}
		assertThat(this.check.check()).isInstanceOf(Passed.class);
	}

	@Test
	void aFullPoolInWhichNothingComesBackIsStuck() throws SQLException {
		DataSourceCheck impatient = check(policy(Duration.ofMillis(2_100)));
		try (Connection one = this.pool.getConnection(); Connection other = this.pool.getConnection()) {
			assertThat(impatient.check()).isInstanceOf(Inconclusive.class);
			await().untilAsserted(() -> assertThat(impatient.check()).isInstanceOf(Failed.class));
			assertThat(impatient.check().reason())
				.matches("pool stuck: 2/2, 0 waiting, and no connection has come back for [1-9]\\d*s");
		}
		assertThat(impatient.check()).isInstanceOf(Passed.class);
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void aFrozenServerFailsSoonAndItsConnectionIsNotHandedOutAgain() throws SQLException {
		this.pool.setMaximumPoolSize(1);
		openTrusting();
		String frozenBackend;
		try (Connection connection = this.pool.getConnection()) {
			frozenBackend = PostgresServer.query(connection, "select pg_backend_pid()");
			assertThat(frozenBackend).isNotEmpty();
		}
		assertThat(this.check.check()).isInstanceOf(Passed.class);
		Ticker ticker = Ticker.system();
		try (FrozenProcess frozen = this.server.freeze()) {
			long before = ticker.read();
			CheckResult result = this.check.check();
			assertThat(result).isInstanceOf(Failed.class);
			assertThat(result.reason()).isEqualTo("the connection is not valid");
			assertThat(result.details()).containsEntry("database", "PostgreSQL").containsKey("pool");
			assertThat(Duration.ofNanos(ticker.read() - before)).isLessThan(TIMEOUT.plus(TOLERANCE));
		}
		try (Connection connection = this.pool.getConnection()) {
			assertThat(PostgresServer.query(connection, "select pg_backend_pid()")).isNotEqualTo(frozenBackend);
		}
	}

	/**
	 * Open the pool so that Hikari looks at no connection that was in use a minute ago.
	 */
	private void openTrusting() throws SQLException {
		System.setProperty("com.zaxxer.hikari.aliveBypassWindowMs", "60000");
		try {
			this.pool.getConnection().close();
		}
		finally {
			System.clearProperty("com.zaxxer.hikari.aliveBypassWindowMs");
		}
	}

	@Test
	void theOnlyConnectionOfADataSourceIsNotTakenFromIt() throws SQLException {
		SingleConnectionDataSource single = new SingleConnectionDataSource(this.pool.getConnection(), false);
		DataSourceCheck only = new DataSourceCheck(single, null, CheckPolicy.defaults(), Ticker.system());
		assertThat(only.check()).isInstanceOf(Passed.class);
		assertThat(single.getConnection().isClosed()).isFalse();
		assertThat(only.check()).isInstanceOf(Passed.class);
		single.destroy();
	}

	@ParameterizedTest(name = "behind {0}")
	@MethodSource("decorations")
	void aServerThatRefusesConnectionsIsNamedAsWhatItIs(String decoration, UnaryOperator<DataSource> decorate)
			throws SQLException {
		SwitchedDataSource database = new SwitchedDataSource();
		try (HikariDataSource refused = new HikariDataSource()) {
			refused.setDataSource(database);
			DataSourceCheck named = new DataSourceCheck(decorate.apply(refused), new HikariConnectionPool(refused),
					policy(Duration.ofSeconds(30)), Ticker.system());
			assertThat(named.check()).isInstanceOf(Passed.class);
			assertThat(named.check()).isInstanceOf(Passed.class);
			database.kill();
			refused.getHikariPoolMXBean().softEvictConnections();
			for (int i = 0; i < 4; i++) {
				long begin = System.nanoTime();
				CheckResult result = named.check();
				assertThat(result).isInstanceOf(Failed.class);
				assertThat(result.reason()).startsWith("the pool has no connection and cannot open one: ")
					.contains("Connection refused");
				assertThat(Duration.ofNanos(System.nanoTime() - begin)).as("before the scheduler judges")
					.isLessThan(TIMEOUT);
			}
			database.heal();
			await().atMost(Duration.ofSeconds(20))
				.untilAsserted(() -> assertThat(named.check()).isInstanceOf(Passed.class));
			assertThat(refused.getHikariPoolMXBean().getActiveConnections()).isZero();
		}
	}

	static Stream<Arguments> decorations() {
		return Stream.of(decoration("nothing", UnaryOperator.identity()),
				decoration("DelegatingDataSource", DelegatingDataSource::new),
				decoration("LazyConnectionDataSourceProxy", LazyConnectionDataSourceProxy::new),
				decoration("a proxy of the JDK", DataSourceCheckTests::proxy));
	}

	private static Arguments decoration(String name, UnaryOperator<DataSource> decorate) {
		return arguments(name, decorate);
	}

	/**
	 * As libraries have it that observe who borrows.
	 */
	private static DataSource proxy(DataSource pool) {
		return (DataSource) Proxy.newProxyInstance(DataSourceCheckTests.class.getClassLoader(),
				new Class<?>[] { DataSource.class }, (proxy, method, arguments) -> {
					try {
						return method.invoke(pool, arguments);
					}
					catch (InvocationTargetException ex) {
						throw ex.getTargetException();
					}
				});
	}

	@Test
	void whoWrapsThePoolSeesEveryConnectionThatIsAsked() throws SQLException {
		AtomicInteger seen = new AtomicInteger();
		DataSource watched = new DelegatingDataSource(this.pool) {

			@Override
			public Connection getConnection() throws SQLException {
				seen.incrementAndGet();
				return super.getConnection();
			}

		};
		DataSourceCheck watching = new DataSourceCheck(watched, this.figures, policy(Duration.ofSeconds(30)),
				Ticker.system());
		for (int i = 1; i <= 3; i++) {
			assertThat(watching.check()).isInstanceOf(Passed.class);
			assertThat(seen).hasValue(i);
		}
	}

	private DataSourceCheck check(CheckPolicy policy) {
		return new DataSourceCheck(this.pool, this.figures, policy, Ticker.system());
	}

	private static CheckPolicy policy(Duration maxAge) {
		return new CheckPolicy(Duration.ofMillis(100), Duration.ofMillis(100), TIMEOUT, 1, 1, 0, maxAge);
	}

	private void borrow() {
		try {
			this.pool.getConnection().close();
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private int connectionsAtTheServer() throws SQLException {
		return Integer.parseInt(this.server
			.query("select count(*) from pg_stat_activity where application_name = 'data-source-check'"));
	}

}
