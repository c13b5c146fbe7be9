package dev.probity.jdbc;

import java.util.concurrent.Callable;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfigMXBean;
import com.zaxxer.hikari.HikariDataSource;
import dev.probity.diagnosis.DiagnosedClient;
import dev.probity.routing.Routes;
import org.jspecify.annotations.Nullable;

/**
 * Finds the pool of HikariCP behind what a check asks now, however that is wrapped. What
 * routes to several is none: its pools are diagnosed where they have checks of their own.
 */
final class HikariClients implements Callable<@Nullable DiagnosedClient> {

	private final Callable<Routes<DataSource>> lookup;

	private @Nullable HikariClient known;

	HikariClients(Callable<Routes<DataSource>> lookup) {
		this.lookup = lookup;
	}

	@Override
	public synchronized @Nullable DiagnosedClient call() throws Exception {
		Routes<DataSource> routes = this.lookup.call();
		HikariDataSource pool = (routes.targets() == null)
				? DataSources.find(routes.itself(), HikariConfigMXBean.class, HikariDataSource.class) : null;
		if (pool == null || pool.isClosed()) {
			this.known = null;
		}
		else if (this.known == null || this.known.dataSource() != pool) {
			this.known = new HikariClient(pool);
		}
		return this.known;
	}

}
