package dev.probity.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.LongSupplier;

import javax.sql.DataSource;

import dev.probity.pool.ConnectionPool;
import dev.probity.pool.CountedReturns;
import dev.probity.pool.PoolFigures;
import dev.probity.pool.QueuedBorrower;
import org.apache.commons.dbcp2.BasicDataSource;
import org.apache.commons.pool2.impl.GenericObjectPool;
import org.jspecify.annotations.Nullable;

/**
 * The pool of a data source of Commons DBCP 2. Never opens it. Not thread-safe: the
 * figures are for one check, whose runs do not overlap.
 */
final class Dbcp2ConnectionPool implements ConnectionPool {

	private final BasicDataSource dataSource;

	private final CountedReturns returns;

	private final QueuedBorrower borrower;

	/**
	 * Read the pool of a data source.
	 * @param dataSource the data source
	 * @param nanoTime a monotonic time in nanoseconds
	 */
	public Dbcp2ConnectionPool(BasicDataSource dataSource, LongSupplier nanoTime) {
		this.dataSource = dataSource;
		this.returns = new CountedReturns(nanoTime);
		this.borrower = new QueuedBorrower(nanoTime);
	}

	@Override
	public @Nullable PoolFigures figures() {
		GenericObjectPool<?> pool = this.dataSource.getConnectionPool();
		if (pool == null) {
			return null;
		}
		this.returns.look(pool.getReturnedCount());
		int max = pool.getMaxTotal();
		return new PoolFigures(pool.getNumActive(), pool.getNumIdle(), (max < 0) ? Integer.MAX_VALUE : max,
				pool.getNumWaiters(), this.returns.sinceLast(), this.returns.silence());
	}

	@Override
	public @Nullable Connection lend(DataSource dataSource, Duration patience) throws SQLException {
		return this.borrower.lend(dataSource, patience);
	}

	@Override
	public boolean lendsInTime() {
		return true;
	}

	@Override
	public @Nullable String validationQuery() {
		return this.dataSource.getValidationQuery();
	}

}
