package dev.probity.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import dev.probity.diagnosis.NoFreshConnectionException;
import dev.probity.fixture.PostgresServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.mock;

/**
 * What is done beside a pool of HikariCP, and to it.
 */
class HikariClientTests {

	private static final Duration PATIENCE = Duration.ofSeconds(2);

	private final HikariDataSource pool = PostgresServer.get().pool(2);

	private final HikariClient client = new HikariClient(this.pool);

	@AfterEach
	void close() {
		this.pool.close();
	}

	/**
	 * With <code>heal: evict</code>.
	 */
	@Test
	void evictingGivesUpIdleConnectionsAndWaitsForNoLeasedOne() throws SQLException {
		try (Connection leased = this.pool.getConnection()) {
			String idle = process();
			assertThat(process()).isEqualTo(idle);
			this.client.evict();
			assertThat(process()).isNotEqualTo(idle);
			assertThat(leased.isValid(1)).isTrue();
		}
	}

	@Test
	void aFreshConnectionIsNoneOfThePool() throws Exception {
		try (Connection one = this.pool.getConnection(); Connection other = this.pool.getConnection()) {
			this.client.askFresh(PATIENCE);
			assertThat(one.isClosed() || other.isClosed()).isFalse();
		}
		assertThat(this.pool.getHikariPoolMXBean().getTotalConnections()).isEqualTo(2);
		assertThat(this.client.dependency()).isEqualTo("PostgreSQL");
	}

	@Test
	void besideAPoolThatNobodyHasOpenedNoneIsOpened() {
		assertThatExceptionOfType(NoFreshConnectionException.class).isThrownBy(() -> this.client.askFresh(PATIENCE));
	}

	/**
	 * As one that refuses a standby: to restart the client would help nobody.
	 */
	@Test
	void whatKeepsThePoolFromHavingAnyKeepsAFreshOneFromBeingOfUse() throws Exception {
		PostgresServer server = PostgresServer.get();
		server.execute("create table init_gate as select 1 as open");
		try {
			this.pool.setConnectionInitSql("select 1 / open from init_gate");
			process();
			this.client.askFresh(PATIENCE);
			server.execute("update init_gate set open = 0");
			assertThatExceptionOfType(SQLException.class).isThrownBy(() -> this.client.askFresh(PATIENCE))
				.withMessageContaining("division by zero");
		}
		finally {
			server.execute("drop table init_gate");
		}
	}

	/**
	 * For as long as somebody wants it to be.
	 */
	@Test
	void besideAPoolThatIsSuspendedNoneIsOpened() throws Exception {
		this.pool.setAllowPoolSuspension(true);
		process();
		this.pool.getHikariPoolMXBean().suspendPool();
		assertThatExceptionOfType(NoFreshConnectionException.class).isThrownBy(() -> this.client.askFresh(PATIENCE));
		this.pool.getHikariPoolMXBean().resumePool();
		this.client.askFresh(PATIENCE);
	}

	@Test
	void aFreshConnectionIsOfUseWhateverItsDriverTellsOfItselfAndHoweverItEnds() throws Exception {
		Connection connection = mock(Connection.class);
		given(connection.isValid(anyInt())).willReturn(true);
		given(connection.getMetaData()).willThrow(new SQLFeatureNotSupportedException("no metadata"));
		DataSource driver = mock(DataSource.class);
		given(driver.getConnection()).willReturn(connection);
		try (HikariDataSource opened = new HikariDataSource()) {
			opened.setDataSource(driver);
			opened.setMaximumPoolSize(1);
			opened.getConnection().close();
			HikariClient client = new HikariClient(opened);
			willThrow(new SQLException("a transaction is open")).given(connection).close();
			client.askFresh(PATIENCE);
			assertThat(client.dependency()).isEqualTo("the database");
		}
	}

	private String process() throws SQLException {
		try (Connection connection = this.pool.getConnection()) {
			return PostgresServer.query(connection, "select pg_backend_pid()");
		}
	}

}
