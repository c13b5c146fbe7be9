package dev.probity.jdbc;

import java.time.Duration;

import org.apache.commons.dbcp2.BasicDataSource;
import org.apache.commons.pool2.impl.GenericObjectPool;

/**
 * The time of an opened pool of Commons DBCP 2. Its data source takes a lock to say or
 * set it, which somebody may hold who waits for the database; the pool takes none.
 */
record Dbcp2BorrowTimeout(GenericObjectPool<?> pool, String name) implements BorrowTimeout {

	private static final Duration NO_LIMIT = Duration.ofMillis(-1);

	static Dbcp2BorrowTimeout of(GenericObjectPool<?> pool, BasicDataSource dataSource) {
		String name = dataSource.getJmxName();
		return new Dbcp2BorrowTimeout(pool, (name != null) ? name : "dbcp2");
	}

	@Override
	public long millis() {
		Duration time = this.pool.getMaxWaitDuration();
		return time.isNegative() ? WITHOUT_END : time.toMillis();
	}

	@Override
	public void set(long millis) {
		this.pool.setMaxWait((millis == WITHOUT_END) ? NO_LIMIT : Duration.ofMillis(millis));
	}

}
