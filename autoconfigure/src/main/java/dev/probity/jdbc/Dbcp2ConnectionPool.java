package dev.probity.jdbc;

import java.util.function.LongSupplier;

import dev.probity.pool.PoolFigures;
import org.apache.commons.dbcp2.BasicDataSource;
import org.apache.commons.pool2.impl.GenericObjectPool;
import org.jspecify.annotations.Nullable;

/**
 * The pool of a data source of Commons DBCP 2. Never opens it.
 */
final class Dbcp2ConnectionPool extends CountedConnectionPool {

	private final BasicDataSource dataSource;

	/**
	 * Read the pool of a data source.
	 * @param dataSource the data source
	 * @param nanoTime a monotonic time in nanoseconds
	 */
	public Dbcp2ConnectionPool(BasicDataSource dataSource, LongSupplier nanoTime) {
		super(nanoTime);
		this.dataSource = dataSource;
	}

	@Override
	public @Nullable PoolFigures figures() {
		GenericObjectPool<?> pool = this.dataSource.getConnectionPool();
		return (pool != null) ? figures(pool.getNumActive(), pool.getNumIdle(), pool.getMaxTotal(),
				pool.getNumWaiters(), pool.getReturnedCount()) : null;
	}

	@Override
	public @Nullable String validationQuery() {
		return this.dataSource.getValidationQuery();
	}

}
