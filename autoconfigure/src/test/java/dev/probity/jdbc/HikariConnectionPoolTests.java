package dev.probity.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import dev.probity.fixture.PostgresServer;
import dev.probity.pool.PoolFigures;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.mock;

/**
 * The figures of a real Hikari pool.
 */
class HikariConnectionPoolTests {

	private static final Duration A_WHILE = Duration.ofSeconds(1);

	private final HikariDataSource dataSource = PostgresServer.get().pool(2);

	private final HikariConnectionPool pool = new HikariConnectionPool(this.dataSource);

	@AfterEach
	void close() {
		this.dataSource.close();
	}

	@Test
	void aPoolThatIsNotOpenedHasNoFiguresAndStaysClosed() {
		assertThat(this.pool.figures()).isNull();
		assertThat(this.dataSource.getHikariPoolMXBean()).isNull();
	}

	@Test
	void figuresFollowTheUse() throws SQLException {
		try (Connection one = this.dataSource.getConnection()) {
			assertThat(figures().active()).isEqualTo(1);
			assertThat(figures().max()).isEqualTo(2);
			assertThat(figures().isSaturated()).isFalse();
			try (Connection other = this.dataSource.getConnection()) {
				assertThat(figures().active()).isEqualTo(2);
				assertThat(figures().idle()).isZero();
				assertThat(figures().isSaturated()).isTrue();
			}
		}
		assertThat(figures().active()).isZero();
		assertThat(figures().isSaturated()).isFalse();
	}

	@Test
	void aPoolThatMayStillGrowIsNotSaturated() throws SQLException {
		this.dataSource.setMaximumPoolSize(3);
		try (Connection one = this.dataSource.getConnection(); Connection other = this.dataSource.getConnection()) {
			assertThat(figures().isSaturated()).isFalse();
		}
	}

	@Test
	void theLastReturnIsTheLatestOfAllConnections() throws SQLException {
		try (Connection kept = this.dataSource.getConnection()) {
			Connection returned = this.dataSource.getConnection();
			await().until(() -> sinceLastReturn().compareTo(A_WHILE) > 0);
			returned.close();
			assertThat(sinceLastReturn()).isLessThan(A_WHILE);
		}
	}

	@Test
	void borrowingIsNoReturn() throws SQLException {
		this.dataSource.getConnection().close();
		await().until(() -> sinceLastReturn().compareTo(A_WHILE) > 0);
		try (Connection borrowed = this.dataSource.getConnection()) {
			assertThat(sinceLastReturn()).isGreaterThan(A_WHILE);
		}
	}

	@Test
	void aPoolThatIsBuiltOtherwiseDoesNotTell() {
		HikariReturns returns = new HikariReturns();
		HikariPoolMXBean unknown = mock(HikariPoolMXBean.class);
		assertThat(returns.sinceLast(unknown)).isNull();
		assertThat(returns.sinceLast(unknown)).isNull();
	}

	/**
	 * Callers wait until somebody resumes it, and no interrupt ends that: a check that
	 * did so, too, would leave a thread behind.
	 */
	@Test
	void oneThatIsSuspendedSaysSoAndKeepsNobodyWaiting() throws SQLException {
		this.dataSource.setAllowPoolSuspension(true);
		this.dataSource.getConnection().close();
		this.dataSource.getHikariPoolMXBean().suspendPool();
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> this.pool.lend(this.dataSource, A_WHILE))
			.withMessage("the pool is suspended");
		this.dataSource.getHikariPoolMXBean().resumePool();
		try (Connection lent = this.pool.lend(this.dataSource, A_WHILE)) {
			assertThat(lent).isNotNull();
		}
	}

	private PoolFigures figures() {
		return Objects.requireNonNull(this.pool.figures());
	}

	private Duration sinceLastReturn() {
		return Objects.requireNonNull(figures().sinceLastReturn());
	}

}
