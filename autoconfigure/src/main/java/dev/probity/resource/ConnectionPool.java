package dev.probity.resource;

import java.sql.Connection;

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
	 * Keep a borrowed connection from being handed out again once it is closed, as far as
	 * the pool lets itself be told.
	 * @param connection a connection of the pool that has turned out to be broken
	 */
	default void discard(Connection connection) {
	}

}
