package dev.probity.pool;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

/**
 * A pool whose figures can be read without borrowing from it.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ConnectionPool {

	/**
	 * The figures now.
	 * @return the figures, or {@code null} as long as the pool has not been opened
	 */
	@Nullable PoolFigures figures();

	/**
	 * Borrow a connection and, where the pool accepts a limit, give up sooner than the
	 * data source would.
	 * @param dataSource what the connection is to come from
	 * @param patience how long to wait for it
	 * @return the connection, or {@code null} if there was none in that time for an
	 * unknown reason
	 * @throws SQLException if the data source has given up, or refuses, or none could be
	 * opened in that time
	 */
	default @Nullable Connection lend(DataSource dataSource, Duration patience) throws SQLException {
		return dataSource.getConnection();
	}

	/**
	 * Whether {@link #lend} never lasts longer than its limit.
	 * @return whether the pool accepts a limit
	 */
	default boolean lendsInTime() {
		return false;
	}

	/**
	 * Whether {@link #lend} accepts limits so exactly that it may be asked for a short
	 * while and then again, and tells then why it could open none.
	 * @return whether it does
	 */
	default boolean lendsRepeatedly() {
		return false;
	}

	/**
	 * The query by which the pool validates a connection, if one is set.
	 * @return the query, or {@code null} if none is set
	 */
	default @Nullable String validationQuery() {
		return null;
	}

	/**
	 * Whether the pool exposes how many threads wait for a connection.
	 * @return whether {@link PoolFigures#waiting()} counts them
	 */
	default boolean tellsWaiting() {
		return true;
	}

	/**
	 * Keep a borrowed connection from being handed out again once it is closed, as far as
	 * the pool accepts a limit.
	 * @param connection a connection of the pool that has turned out to be broken
	 */
	default void discard(Connection connection) {
	}

}
