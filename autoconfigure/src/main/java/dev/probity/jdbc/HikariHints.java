package dev.probity.jdbc;

import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.SQLExceptionOverride;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Sees every exception on a connection of a pool, and passes on those that speak against
 * the database, not against the question: the connection is broken, the server goes down,
 * is out of resources, or lets nobody in. What becomes of the connection is decided as
 * before. Thread-safe.
 */
final class HikariHints implements SQLExceptionOverride {

	private static final Log logger = LogFactory.getLog(HikariHints.class);

	private final @Nullable SQLExceptionOverride decision;

	private final Map<String, Runnable> checks = new ConcurrentHashMap<>();

	private HikariHints(@Nullable SQLExceptionOverride decision) {
		this.decision = decision;
	}

	/**
	 * See what goes wrong with a pool, unless it has been opened already.
	 */
	static void watch(HikariDataSource dataSource) {
		try {
			dataSource.setExceptionOverride(new HikariHints(dataSource.getExceptionOverride()));
		}
		catch (IllegalStateException | LinkageError ex) {
			logger.debug("The pool '%s' has been opened already: its errors trigger no check"
				.formatted(dataSource.getPoolName()));
		}
	}

	/**
	 * Trigger a check from now on.
	 */
	static void attach(HikariDataSource dataSource, String check, Runnable hint) {
		if (dataSource.getExceptionOverride() instanceof HikariHints hints) {
			hints.checks.put(check, hint);
		}
	}

	@java.lang.Override
	public Override adjudicate(SQLException error) {
		if (speaksAgainstServer(error.getSQLState())) {
			this.checks.values().forEach(Runnable::run);
		}
		return (this.decision != null) ? this.decision.adjudicate(error) : Override.CONTINUE_EVICT;
	}

	static boolean speaksAgainstServer(@Nullable String state) {
		return state != null && (state.startsWith("08") || state.startsWith("57P0") || state.startsWith("53")
				|| state.startsWith("28"));
	}

}
