package dev.probity.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.LongSupplier;

import javax.sql.DataSource;

import dev.probity.pool.CountedReturns;
import dev.probity.pool.PoolFigures;
import dev.probity.pool.QueuedBorrower;
import org.apache.tomcat.jdbc.pool.ConnectionPool;
import org.apache.tomcat.jdbc.pool.DataSourceProxy;
import org.jspecify.annotations.Nullable;

/**
 * The pool of a data source of Tomcat JDBC. Never opens it. Not thread-safe: the figures
 * are for one check, whose runs do not overlap.
 */
final class TomcatConnectionPool implements dev.probity.pool.ConnectionPool {

	private final DataSourceProxy dataSource;

	private final CountedReturns returns;

	private final QueuedBorrower borrower;

	/**
	 * Read the pool of a data source.
	 * @param dataSource the data source
	 * @param nanoTime a monotonic time in nanoseconds
	 */
	public TomcatConnectionPool(DataSourceProxy dataSource, LongSupplier nanoTime) {
		this.dataSource = dataSource;
		this.returns = new CountedReturns(nanoTime);
		this.borrower = new QueuedBorrower(nanoTime);
	}

	@Override
	public @Nullable PoolFigures figures() {
		ConnectionPool pool = this.dataSource.getPool();
		if (pool == null) {
			return null;
		}
		this.returns.look(pool.getReturnedCount());
		return new PoolFigures(pool.getActive(), pool.getIdle(), this.dataSource.getMaxActive(), pool.getWaitCount(),
				this.returns.sinceLast(), this.returns.silence());
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
