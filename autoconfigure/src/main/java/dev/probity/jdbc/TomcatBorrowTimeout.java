package dev.probity.jdbc;

import org.apache.tomcat.jdbc.pool.DataSourceProxy;

/**
 * The time of a pool of Tomcat JDBC.
 */
record TomcatBorrowTimeout(DataSourceProxy pool) implements BorrowTimeout {

	private static final int NO_LIMIT = -1;

	@Override
	public String name() {
		return this.pool.getPoolName();
	}

	@Override
	public long millis() {
		int millis = this.pool.getMaxWait();
		return (millis > 0) ? millis : WITHOUT_END;
	}

	@Override
	public void set(long millis) {
		this.pool.setMaxWait((millis == WITHOUT_END) ? NO_LIMIT : (int) millis);
	}

}
