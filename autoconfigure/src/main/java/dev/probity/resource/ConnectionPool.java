package dev.probity.resource;

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

}
