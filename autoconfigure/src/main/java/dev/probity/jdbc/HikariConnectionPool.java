package dev.probity.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.function.LongSupplier;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import com.zaxxer.hikari.pool.HikariPool;
import dev.probity.pool.ConnectionPool;
import dev.probity.pool.PoolFigures;
import dev.probity.pool.QueuedBorrower;
import dev.probity.time.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * The pool of a {@link HikariDataSource}. Never opens it.
 */
final class HikariConnectionPool implements ConnectionPool {

	private final HikariDataSource dataSource;

	private final HikariReturns returns = new HikariReturns();

	private final QueuedBorrower borrower;

	/**
	 * Read the pool of a data source.
	 * @param dataSource the data source
	 */
	public HikariConnectionPool(HikariDataSource dataSource) {
		this(dataSource, Ticker.system()::read);
	}

	/**
	 * Read the pool of a data source.
	 * @param dataSource the data source
	 * @param nanoTime a monotonic time in nanoseconds
	 */
	HikariConnectionPool(HikariDataSource dataSource, LongSupplier nanoTime) {
		this.dataSource = dataSource;
		this.borrower = new QueuedBorrower(nanoTime);
	}

	@Override
	public @Nullable PoolFigures figures() {
		HikariPoolMXBean pool = this.dataSource.getHikariPoolMXBean();
		if (pool == null) {
			return null;
		}
		int idle = pool.getIdleConnections();
		int active = pool.getActiveConnections();
		Duration sinceLastReturn = this.returns.sinceLast(pool);
		return new PoolFigures(active, idle, this.dataSource.getMaximumPoolSize(), pool.getThreadsAwaitingConnection(),
				sinceLastReturn);
	}

	/**
	 * What wraps the data source may want to see who borrows, but cannot be told to give
	 * up sooner. So the pool is asked first whether it has a connection to give, and says
	 * why not. If that is the last one, others may take it meanwhile: then somebody else
	 * waits for it.
	 */
	@Override
	public @Nullable Connection lend(DataSource dataSource, Duration patience) throws SQLException {
		HikariPoolMXBean pool = this.dataSource.getHikariPoolMXBean();
		if (this.dataSource.isClosed() || !(pool instanceof HikariPool lender)) {
			return dataSource.getConnection();
		}
		if (lender.poolState == HikariPool.POOL_SUSPENDED) {
			// whoever asks now waits until somebody resumes it, and cannot be interrupted
			throw new SQLException("the pool is suspended");
		}
		Connection lent = lend(lender, patience);
		if (lent == null || isPlain(dataSource)) {
			return lent;
		}
		boolean isLast = lender.getIdleConnections() == 0
				&& lender.getActiveConnections() >= this.dataSource.getMaximumPoolSize();
		lent.close();
		return isLast ? this.borrower.lend(dataSource, patience) : dataSource.getConnection();
	}

	private boolean isPlain(DataSource dataSource) {
		return dataSource == this.dataSource && dataSource.getClass() == HikariDataSource.class;
	}

	private static @Nullable Connection lend(HikariPool pool, Duration patience) throws SQLException {
		try {
			return pool.getConnection(patience.toMillis());
		}
		catch (SQLTransientConnectionException ex) {
			// with a cause, new connections were refused meanwhile
			if (ex.getCause() != null) {
				throw ex;
			}
			return null;
		}
	}

	@Override
	public boolean lendsRepeatedly() {
		return true;
	}

	@Override
	public @Nullable String validationQuery() {
		return this.dataSource.getConnectionTestQuery();
	}

	/**
	 * Hikari does not look at a connection that came back within the last half second
	 * before it hands it to the next caller; and of one that the driver has closed it
	 * complains when it comes back.
	 */
	@Override
	public void discard(Connection connection) {
		this.dataSource.evictConnection(connection);
	}

}
