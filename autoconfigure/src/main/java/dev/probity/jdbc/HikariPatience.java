package dev.probity.jdbc;

import java.lang.reflect.Field;
import java.time.Duration;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import dev.probity.text.Durations;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * How long callers wait for a connection of one pool: less for a time, and then as long
 * as before. What the application sets meanwhile stays. Used by one thread.
 */
final class HikariPatience {

	private static final Log logger = LogFactory.getLog(HikariPatience.class);

	// Hikari refuses less
	private static final long LEAST = 250;

	// a pool itself takes over a new value with its next housekeeping, every 30 s
	private static final String FIELD = "connectionTimeout";

	private final HikariDataSource dataSource;

	private final long before;

	private final long lowered;

	private HikariPatience(HikariDataSource dataSource, long before, long lowered) {
		this.dataSource = dataSource;
		this.before = before;
		this.lowered = lowered;
	}

	/**
	 * Let callers wait no longer than that. Those who wait already go on waiting.
	 * @param check whose failure is the reason
	 */
	static HikariPatience lower(HikariDataSource dataSource, Duration limit, String check) {
		long before = dataSource.getConnectionTimeout();
		HikariPatience patience = new HikariPatience(dataSource, before,
				Math.min(before, Math.max(LEAST, limit.toMillis())));
		if (patience.lowered < before) {
			patience.set(patience.lowered);
			logger.info(
					"Callers of the pool '%s' wait for a connection no longer than %s instead of %s: %s is FAILING, and this instance stays in service"
						.formatted(dataSource.getPoolName(), text(patience.lowered), text(before), check));
		}
		return patience;
	}

	/**
	 * Let callers wait as long as before.
	 */
	void restore() {
		if (this.lowered == this.before) {
			return;
		}
		long now = this.dataSource.getConnectionTimeout();
		if (now != this.lowered) {
			logger.info("Callers of the pool '%s' go on waiting for a connection up to %s, which has been set meanwhile"
				.formatted(this.dataSource.getPoolName(), text(now)));
			return;
		}
		set(this.before);
		logger.info("Callers of the pool '%s' wait for a connection up to %s again"
			.formatted(this.dataSource.getPoolName(), text(this.before)));
	}

	private void set(long millis) {
		this.dataSource.setConnectionTimeout(millis);
		HikariPoolMXBean pool = this.dataSource.getHikariPoolMXBean();
		if (pool == null) {
			return;
		}
		try {
			Field field = pool.getClass().getSuperclass().getDeclaredField(FIELD);
			field.setAccessible(true);
			field.setLong(pool, millis);
		}
		catch (ReflectiveOperationException | RuntimeException ex) {
			logger.debug("The pool '%s' waits as long as it is told within its next 30 s"
				.formatted(this.dataSource.getPoolName()), ex);
		}
	}

	private static String text(long millis) {
		return Durations.brief(Duration.ofMillis(millis));
	}

}
