package dev.probity.jdbc;

import java.util.function.LongSupplier;

import dev.probity.pool.PoolFigures;
import org.apache.tomcat.jdbc.pool.ConnectionPool;
import org.apache.tomcat.jdbc.pool.DataSourceProxy;
import org.jspecify.annotations.Nullable;

/**
 * The pool of a data source of Tomcat JDBC. Never opens it.
 */
final class TomcatConnectionPool extends CountedConnectionPool {

	private final DataSourceProxy dataSource;

	/**
	 * Read the pool of a data source.
	 * @param dataSource the data source
	 * @param nanoTime a monotonic time in nanoseconds
	 */
	public TomcatConnectionPool(DataSourceProxy dataSource, LongSupplier nanoTime) {
		super(nanoTime);
		this.dataSource = dataSource;
	}

	@Override
	public @Nullable PoolFigures figures() {
		ConnectionPool pool = this.dataSource.getPool();
		return (pool != null) ? figures(pool.getActive(), pool.getIdle(), this.dataSource.getMaxActive(),
				pool.getWaitCount(), pool.getReturnedCount()) : null;
	}

	@Override
	public @Nullable String validationQuery() {
		return this.dataSource.getValidationQuery();
	}

}
