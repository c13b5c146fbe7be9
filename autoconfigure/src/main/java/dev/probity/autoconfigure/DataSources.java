package dev.probity.autoconfigure;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfigMXBean;
import com.zaxxer.hikari.HikariDataSource;
import dev.probity.resource.HikariConnectionPool;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.jdbc.DataSourceUnwrapper;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;

/**
 * What is behind a data source.
 */
final class DataSources {

	private DataSources() {
	}

	/**
	 * The data source that a wrapper or the application's bean routes with.
	 */
	static @Nullable AbstractRoutingDataSource routing(DataSource dataSource) {
		if (dataSource instanceof AbstractRoutingDataSource routing) {
			return routing;
		}
		try {
			return dataSource.isWrapperFor(AbstractRoutingDataSource.class)
					? dataSource.unwrap(AbstractRoutingDataSource.class) : null;
		}
		catch (SQLException ex) {
			return null;
		}
	}

	/**
	 * The data sources that are asked in the end: the targets of one that routes, by its
	 * name with a slash and their keys, or itself.
	 */
	static Map<String, DataSource> behind(String name, DataSource dataSource) {
		AbstractRoutingDataSource routing = routing(dataSource);
		if (routing == null) {
			return Map.of(name, dataSource);
		}
		Map<String, DataSource> targets = new LinkedHashMap<>();
		routing.getResolvedDataSources()
			.forEach((key, target) -> targets.putAll(behind(name + "/" + Objects.toString(key, "unnamed"), target)));
		return targets;
	}

	/**
	 * Loaded only where Hikari is there.
	 */
	static final class HikariPools {

		private HikariPools() {
		}

		/**
		 * The pool of a data source, whatever wraps it.
		 */
		static @Nullable HikariConnectionPool poolOf(DataSource dataSource) {
			HikariDataSource hikari = DataSourceUnwrapper.unwrap(dataSource, HikariConfigMXBean.class,
					HikariDataSource.class);
			return (hikari != null) ? new HikariConnectionPool(hikari) : null;
		}

	}

}
