package dev.probity.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import javax.sql.DataSource;

import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckResult;
import dev.probity.check.ManualTicker;
import dev.probity.fixture.StubDataSource;
import dev.probity.pool.ConnectionPool;
import dev.probity.pool.PoolFigures;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How long the check waits for a pool that has no connection and says why.
 */
class RefusedPoolTests {

	private final ManualTicker time = new ManualTicker();

	private final RefusedPool pool = new RefusedPool();

	private final DataSourceCheck check = new DataSourceCheck(new StubDataSource(), this.pool, CheckPolicy.defaults(),
			this.time);

	@Test
	void whatMayHaveBeenRefusedLongAgoIsWaitedFor() throws SQLException {
		Throwable old = new SQLException("refused");
		this.pool.reason = () -> old;
		CheckResult result = this.check.check();
		assertThat(result.reason()).isEqualTo("the pool has no connection and cannot open one: SQLException: refused");
		assertThat(this.time.elapsed()).isBetween(Duration.ofMillis(1_500), Duration.ofSeconds(2));
		assertThat(this.pool.asked).hasSizeLessThan(10);
	}

	@Test
	void whatIsRefusedMeanwhileIsNot() throws SQLException {
		this.pool.reason = () -> new SQLException("refused");
		assertThat(this.check.check()).isInstanceOf(CheckResult.Failed.class);
		assertThat(this.time.elapsed()).isLessThan(Duration.ofMillis(200));
		Duration before = this.time.elapsed();
		assertThat(this.check.check()).isInstanceOf(CheckResult.Failed.class);
		assertThat(this.time.elapsed().minus(before)).isLessThan(Duration.ofMillis(50));
	}

	/**
	 * As a pool does that counts milliseconds.
	 */
	@Test
	void aPoolThatReturnsALittleTooSoonIsNotAskedForEver() throws SQLException {
		this.pool.tooSoon = Duration.ofNanos(500);
		Throwable old = new SQLException("refused");
		this.pool.reason = () -> old;
		this.check.check();
		assertThat(this.pool.asked).hasSizeLessThan(10);
	}

	/**
	 * Lets nobody have a connection.
	 */
	private final class RefusedPool implements ConnectionPool {

		private final List<Duration> asked = new ArrayList<>();

		private Supplier<Throwable> reason = () -> null;

		private Duration tooSoon = Duration.ZERO;

		@Override
		public PoolFigures figures() {
			return null;
		}

		@Override
		public Connection lend(DataSource dataSource, Duration patience) throws SQLException {
			this.asked.add(patience);
			assertThat(this.asked).hasSizeLessThan(100);
			RefusedPoolTests.this.time.advance(patience.minus(this.tooSoon));
			throw new SQLTransientConnectionException("no connection", this.reason.get());
		}

		@Override
		public boolean lendsRepeatedly() {
			return true;
		}

	}

}
