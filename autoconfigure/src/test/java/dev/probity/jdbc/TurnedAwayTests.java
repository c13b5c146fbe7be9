package dev.probity.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckResult;
import dev.probity.check.CheckResult.Failed;
import dev.probity.check.CheckResult.Inconclusive;
import dev.probity.fixture.PostgresServer;
import dev.probity.pool.ConnectionPool;
import dev.probity.time.Ticker;
import org.apache.commons.dbcp2.BasicDataSource;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.jdbc.datasource.DelegatingDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Others are quicker: the pool is full by the time the check borrows, and lets its
 * callers wait for less long than the check would.
 */
class TurnedAwayTests {

	private static final int SIZE = 2;

	private static final int PATIENCE_OF_THE_POOL = 250;

	static Stream<Named<Pool>> pools() {
		return Stream.of(Named.of("Tomcat JDBC", tomcat()), Named.of("DBCP 2", dbcp2()),
				Named.of("HikariCP, decorated", hikari()));
	}

	@ParameterizedTest
	@MethodSource("pools")
	void thatSaysNothingOfTheDatabase(Pool pool) throws Exception {
		CheckResult result = run(pool, true);
		assertThat(result).isInstanceOf(Inconclusive.class);
		assertThat(result.reason()).startsWith("saturated 2/2");
	}

	@ParameterizedTest
	@MethodSource("pools")
	void norIsItCalledARefusalOnceTheCheckFails(Pool pool) throws Exception {
		CheckResult result = run(pool, false);
		assertThat(result).isInstanceOf(Failed.class);
		assertThat(result.reason()).isEqualTo("the pool provided no connection in time");
	}

	private static CheckResult run(Pool pool, boolean passing) throws Exception {
		try (AutoCloseable closed = pool.close(); Greedy greedy = new Greedy(pool.dataSource())) {
			pool.dataSource().getConnection().close();
			return new DataSourceCheck(greedy, pool.figures()::apply, CheckPolicy.defaults(), Ticker.system(),
					() -> passing)
				.check();
		}
	}

	private static Pool tomcat() {
		org.apache.tomcat.jdbc.pool.DataSource pool = new org.apache.tomcat.jdbc.pool.DataSource();
		try (HikariDataSource address = PostgresServer.get().pool(1)) {
			pool.setUrl(address.getJdbcUrl());
		}
		pool.setDriverClassName("org.postgresql.Driver");
		pool.setInitialSize(0);
		pool.setMaxActive(SIZE);
		pool.setMaxWait(PATIENCE_OF_THE_POOL);
		ConnectionPool figures = new TomcatConnectionPool(pool, System::nanoTime);
		return new Pool(pool, (dataSource) -> figures, pool::close);
	}

	private static Pool dbcp2() {
		BasicDataSource pool = new BasicDataSource();
		try (HikariDataSource address = PostgresServer.get().pool(1)) {
			pool.setUrl(address.getJdbcUrl());
		}
		pool.setMaxTotal(SIZE);
		pool.setMaxWait(Duration.ofMillis(PATIENCE_OF_THE_POOL));
		ConnectionPool figures = new Dbcp2ConnectionPool(pool, System::nanoTime);
		return new Pool(pool, (dataSource) -> figures, pool);
	}

	private static Pool hikari() {
		HikariDataSource pool = PostgresServer.get().pool(SIZE);
		pool.setConnectionTimeout(PATIENCE_OF_THE_POOL);
		ConnectionPool figures = new HikariConnectionPool(pool);
		return new Pool(pool, (dataSource) -> figures, pool);
	}

	/**
	 * A pool in use.
	 */
	private record Pool(DataSource dataSource, Function<DataSource, ConnectionPool> figures, AutoCloseable close) {

	}

	/**
	 * Somebody else borrows all there is just before the check does.
	 */
	private static final class Greedy extends DelegatingDataSource implements AutoCloseable {

		private final List<Connection> taken = new ArrayList<>();

		Greedy(DataSource pool) {
			super(pool);
		}

		@Override
		public Connection getConnection() throws SQLException {
			while (this.taken.size() < SIZE) {
				this.taken.add(super.getConnection());
			}
			return super.getConnection();
		}

		@Override
		public void close() throws SQLException {
			for (Connection connection : this.taken) {
				connection.close();
			}
		}

	}

}
