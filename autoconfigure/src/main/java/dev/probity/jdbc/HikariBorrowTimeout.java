package dev.probity.jdbc;

import java.lang.reflect.Field;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * The time of a pool of HikariCP, which takes over a new value only with its next
 * housekeeping, every 30 s. So the field in which it keeps the value is set as well.
 */
record HikariBorrowTimeout(HikariDataSource pool) implements BorrowTimeout {

	private static final Log logger = LogFactory.getLog(HikariBorrowTimeout.class);

	private static final String FIELD = "connectionTimeout";

	// it refuses less
	private static final long LEAST = 250;

	@Override
	public String name() {
		return this.pool.getPoolName();
	}

	@Override
	public long millis() {
		return this.pool.getConnectionTimeout();
	}

	@Override
	public void set(long millis) {
		this.pool.setConnectionTimeout(millis);
		HikariPoolMXBean opened = this.pool.getHikariPoolMXBean();
		if (opened == null) {
			return;
		}
		try {
			Field field = opened.getClass().getSuperclass().getDeclaredField(FIELD);
			field.setAccessible(true);
			field.setLong(opened, millis);
		}
		catch (ReflectiveOperationException | RuntimeException ex) {
			logger.debug("The pool '%s' waits as long as it is told within its next 30 s".formatted(name()), ex);
		}
	}

	@Override
	public long least() {
		return LEAST;
	}

}
