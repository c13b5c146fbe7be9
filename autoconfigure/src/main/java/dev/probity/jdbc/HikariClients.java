package dev.probity.jdbc;

import java.util.Map;
import java.util.concurrent.Callable;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfigMXBean;
import com.zaxxer.hikari.HikariDataSource;
import dev.probity.diagnosis.DiagnosedClient;
import dev.probity.routing.Routes;
import org.jspecify.annotations.Nullable;

/**
 * Finds the pool of HikariCP behind what a check asks now, however that is wrapped, and
 * lets its errors trigger the check. What routes to several is no client: its pools are
 * diagnosed where they have checks of their own.
 */
final class HikariClients implements Callable<@Nullable DiagnosedClient> {

	private final String check;

	private final Callable<Routes<DataSource>> lookup;

	private final @Nullable Runnable hint;

	private @Nullable HikariClient known;

	/**
	 * Find the pool of a check.
	 * @param hint triggers the check, or {@code null} if nothing is to
	 */
	HikariClients(String check, Callable<Routes<DataSource>> lookup, @Nullable Runnable hint) {
		this.check = check;
		this.lookup = lookup;
		this.hint = hint;
	}

	@Override
	public synchronized @Nullable DiagnosedClient call() throws Exception {
		Routes<DataSource> routes = this.lookup.call();
		Map<String, DataSource> targets = routes.targets();
		if (targets != null) {
			targets.values().forEach(this::pool);
			return null;
		}
		HikariDataSource pool = pool(routes.itself());
		if (pool != null && pool.isClosed()) {
			this.known = null;
			throw new IllegalStateException("The pool has been closed");
		}
		if (pool == null) {
			this.known = null;
		}
		else if (this.known == null || this.known.dataSource() != pool) {
			this.known = new HikariClient(pool);
		}
		return this.known;
	}

	private @Nullable HikariDataSource pool(DataSource dataSource) {
		HikariDataSource pool = DataSources.find(dataSource, HikariConfigMXBean.class, HikariDataSource.class);
		if (pool != null && this.hint != null) {
			HikariHints.attach(pool, this.check, this.hint);
			HikariTimeouts.attach(pool, this.check, this.hint);
		}
		return pool;
	}

}
