package dev.probity.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import dev.probity.fixture.LoggedLines;
import dev.probity.fixture.StubDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * A pool that is closed while it opens a connection to a database that hangs.
 */
@Timeout(60)
class HikariClosingTests {

	private final HangingDatabase database = new HangingDatabase();

	private final HikariDataSource dataSource = new HikariDataSource();

	HikariClosingTests() {
		this.dataSource.setDataSource(this.database);
		this.dataSource.setMinimumIdle(2);
	}

	@AfterEach
	void heal() {
		this.database.healed.countDown();
		this.dataSource.close();
	}

	@Test
	void itDoesNotHoldUpTheEndOfTheJvm() throws Exception {
		open();
		new HikariClosing(() -> List.of(this.dataSource), () -> true).stop();
		long begin = System.nanoTime();
		this.dataSource.close();
		assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(3));
		assertThat(this.database.healed.getCount()).as("still hangs").isOne();
	}

	@Test
	void whileTheJvmGoesOnItKeepsItsPatience() throws Exception {
		open();
		new HikariClosing(() -> List.of(this.dataSource), () -> false).stop();
		assertThat(this.dataSource.getLoginTimeout()).isEqualTo(30);
	}

	@Test
	void aPoolThatWasNeverOpenedIsLeftAlone() {
		assertThatNoException().isThrownBy(() -> new HikariClosing(() -> List.of(this.dataSource), () -> true).stop());
	}

	/**
	 * It has just begun to fill itself, which takes a moment.
	 */
	@Test
	void aHealthyPoolThatIsJustBeingFilledClosesWithoutAWarning() throws Exception {
		StubDataSource connections = new StubDataSource();
		try (LoggedLines lines = new LoggedLines(HikariPool.class); HikariDataSource pool = new HikariDataSource()) {
			pool.setDataSource(new DelegatingDataSource(connections) {

				@Override
				public Connection getConnection() throws SQLException {
					LockSupport.parkNanos(Duration.ofMillis(150).toNanos());
					return connections.getConnection();
				}

			});
			pool.setMinimumIdle(8);
			pool.getConnection().close();
			new HikariClosing(() -> List.of(pool), () -> true).stop();
			pool.close();
			assertThat(lines.next()).noneMatch((line) -> line.startsWith("WARN"));
		}
	}

	private void open() throws Exception {
		this.dataSource.getConnection().close();
		this.database.hangs.await();
		assertThat(this.dataSource.getLoginTimeout()).isEqualTo(30);
	}

	/**
	 * Gives one connection.
	 */
	private static final class HangingDatabase extends AbstractDataSource {

		private final StubDataSource connections = new StubDataSource();

		private final AtomicInteger asked = new AtomicInteger();

		private final CountDownLatch hangs = new CountDownLatch(1);

		private final CountDownLatch healed = new CountDownLatch(1);

		private volatile int loginTimeout;

		@Override
		public Connection getConnection() {
			if (this.asked.incrementAndGet() > 1) {
				this.hangs.countDown();
				try {
					this.healed.await();
				}
				catch (InterruptedException ex) {
					throw new IllegalStateException(ex);
				}
			}
			return this.connections.getConnection();
		}

		@Override
		public Connection getConnection(String username, String password) {
			return getConnection();
		}

		@Override
		public int getLoginTimeout() {
			return this.loginTimeout;
		}

		@Override
		public void setLoginTimeout(int seconds) {
			this.loginTimeout = seconds;
		}

	}

}
