package dev.probity.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

import com.zaxxer.hikari.HikariDataSource;
import dev.probity.diagnosis.NoFreshConnectionException;
import dev.probity.fixture.PostgresServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

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

	private String process() throws SQLException {
		try (Connection connection = this.pool.getConnection()) {
			return PostgresServer.query(connection, "select pg_backend_pid()");
		}
	}

}
