package dev.probity.jdbc;

import java.lang.reflect.Field;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.IMetricsTracker;
import com.zaxxer.hikari.pool.HikariPool;
import dev.probity.check.RunLimit;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Sees callers that have waited in vain for a connection of a pool: of these there is no
 * exception on any connection. A pool tells one metrics tracker, so this one stands
 * before the tracker that there is, which measures as before. It takes its place when the
 * pool is open, on the pool and not on its configuration: there the place stays free for
 * whoever measures the pool later, and until the next run of the check displaces this
 * one. Thread-safe.
 */
final class HikariTimeouts implements IMetricsTracker {

	private static final Log logger = LogFactory.getLog(HikariTimeouts.class);

	private final @Nullable IMetricsTracker tracker;

	private final Map<String, Runnable> checks = new ConcurrentHashMap<>();

	private HikariTimeouts(@Nullable IMetricsTracker tracker) {
		this.tracker = tracker;
	}

	/**
	 * Trigger a check from now on, if the pool is open.
	 */
	static synchronized void attach(HikariDataSource dataSource, String check, Runnable hint) {
		if (!(dataSource.getHikariPoolMXBean() instanceof HikariPool pool)) {
			return;
		}
		try {
			IMetricsTracker current = current(pool);
			HikariTimeouts ours = (current instanceof HikariTimeouts known) ? known : new HikariTimeouts(current);
			ours.checks.put(check, hint);
			if (ours != current) {
				pool.setMetricsTrackerFactory((name, figures) -> ours);
			}
		}
		catch (ReflectiveOperationException | RuntimeException | LinkageError ex) {
			logger.debug(
					"This version of HikariCP does not expose who measures the pool '%s': callers who wait in vain trigger no check"
						.formatted(dataSource.getPoolName()),
					ex);
		}
	}

	/**
	 * Read, and never written; where that fails nobody is displaced.
	 */
	static @Nullable IMetricsTracker current(HikariPool pool) throws ReflectiveOperationException {
		Object delegate = read(pool.getClass().getSuperclass(), pool, "metricsTracker");
		if (delegate.getClass().getSimpleName().startsWith("Nop")) {
			return null;
		}
		return (IMetricsTracker) read(delegate.getClass(), delegate, "tracker");
	}

	private static Object read(Class<?> type, Object owner, String name) throws ReflectiveOperationException {
		Field field = type.getDeclaredField(name);
		field.setAccessible(true);
		return field.get(owner);
	}

	@Override
	public void recordConnectionTimeout() {
		if (isRunOfCheck()) {
			return;
		}
		if (this.tracker != null) {
			this.tracker.recordConnectionTimeout();
		}
		this.checks.values().forEach(Runnable::run);
	}

	/**
	 * A check waits less than a caller does, even of a pool that is well, and knows
	 * itself what follows: it is no caller that has waited in vain.
	 */
	private static boolean isRunOfCheck() {
		return !RunLimit.orElse(Duration.ZERO).isZero();
	}

	@Override
	public void recordConnectionCreatedMillis(long millis) {
		if (this.tracker != null) {
			this.tracker.recordConnectionCreatedMillis(millis);
		}
	}

	@Override
	public void recordConnectionAcquiredNanos(long nanos) {
		if (this.tracker != null) {
			this.tracker.recordConnectionAcquiredNanos(nanos);
		}
	}

	@Override
	public void recordConnectionUsageMillis(long millis) {
		if (this.tracker != null) {
			this.tracker.recordConnectionUsageMillis(millis);
		}
	}

	@Override
	public void close() {
		if (this.tracker != null) {
			this.tracker.close();
		}
	}

}
