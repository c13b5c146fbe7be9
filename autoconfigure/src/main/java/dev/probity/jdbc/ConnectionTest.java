package dev.probity.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;

import dev.probity.check.CheckResult;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a connection: the validation query, if its pool has one, since
 * somebody has thought of what matters; otherwise whether it is valid. What a driver
 * cannot do says nothing about the server.
 */
final class ConnectionTest {

	// SQL: feature not supported; ODBC: optional feature not implemented
	private static final Map<String, String> LACKS = Map.of("0A000", "SQL", "HYC00", "ODBC");

	private final Connection connection;

	private final Duration within;

	/**
	 * @param within the time that remains, at least a millisecond
	 */
	ConnectionTest(Connection connection, Duration within) {
		this.connection = connection;
		this.within = within;
	}

	/**
	 * Ask.
	 * @param query the validation query, or {@code null} if there is none
	 * @return why the connection is of no use, or {@code null} if it is
	 */
	@Nullable String problem(@Nullable String query) throws SQLException {
		if (query != null && !query.isBlank()) {
			return problemByQuery(query);
		}
		return isValid() ? null : "the connection is not valid";
	}

	/**
	 * The driver is given what remains of the timeout, rounded up to the seconds it
	 * understands: the scheduler judges first, and the driver frees the thread soon
	 * after.
	 */
	private boolean isValid() throws SQLException {
		try {
			return this.connection.isValid(seconds());
		}
		catch (Throwable ex) {
			if (isLack(ex)) {
				return !this.connection.isClosed();
			}
			throw ex;
		}
	}

	private int seconds() {
		return (int) Math.max(1, this.within.plusMillis(999).toSeconds());
	}

	private @Nullable String problemByQuery(String query) throws SQLException {
		Integer before = limitNetwork();
		try {
			return ask(query);
		}
		catch (SQLException ex) {
			return "the validation query fails: " + CheckResult.failed(ex).reason();
		}
		finally {
			restore(before);
		}
	}

	private @Nullable String ask(String query) throws SQLException {
		try (Statement statement = this.connection.createStatement()) {
			limit(statement);
			if (!statement.execute(query)) {
				return null;
			}
			try (ResultSet result = statement.getResultSet()) {
				if (!result.next()) {
					return "the validation query has returned no row";
				}
				return (result.getObject(1) != null) ? null : "the validation query has returned null";
			}
		}
	}

	/**
	 * Whether the limit can be set says nothing of the server: the query does.
	 */
	private void limit(Statement statement) {
		try {
			statement.setQueryTimeout(seconds());
		}
		catch (SQLException | RuntimeException | LinkageError ex) {
			// the network timeout may do
		}
	}

	/**
	 * A server that is silent answers no request to cancel either.
	 */
	private @Nullable Integer limitNetwork() {
		try {
			int before = this.connection.getNetworkTimeout();
			int limit = (int) Math.min(Integer.MAX_VALUE, seconds() * 1_000L);
			if (before > 0 && before <= limit) {
				return null;
			}
			this.connection.setNetworkTimeout(Runnable::run, limit);
			return before;
		}
		catch (SQLException | RuntimeException | LinkageError ex) {
			// the query timeout may do
			return null;
		}
	}

	/**
	 * Leave nothing behind for whoever borrows next: neither the limit nor a transaction.
	 */
	private void restore(@Nullable Integer networkTimeout) {
		try {
			if (this.connection.isClosed()) {
				return;
			}
			if (!this.connection.getAutoCommit()) {
				this.connection.rollback();
			}
			if (networkTimeout != null) {
				this.connection.setNetworkTimeout(Runnable::run, networkTimeout);
			}
		}
		catch (SQLException ex) {
			// the pool finds out
		}
	}

	/**
	 * The name of the database, which is shown, and no more.
	 */
	static @Nullable String product(Connection connection) {
		try {
			return connection.getMetaData().getDatabaseProductName();
		}
		catch (SQLException | RuntimeException | AbstractMethodError ex) {
			return null;
		}
	}

	/**
	 * Whether a driver, or what wraps it, says that it cannot do what it was asked.
	 */
	private static boolean isLack(Throwable thrown) {
		Throwable cause = thrown;
		for (int depth = 0; cause != null && depth < 10; depth++) {
			if (cause instanceof AbstractMethodError || cause instanceof NoSuchMethodError
					|| cause instanceof UnsupportedOperationException
					|| cause instanceof SQLFeatureNotSupportedException || (cause instanceof SQLException sql
							&& sql.getSQLState() != null && LACKS.containsKey(sql.getSQLState()))) {
				return true;
			}
			cause = cause.getCause();
		}
		return false;
	}

}
