package dev.probity.r2dbc;

import java.util.function.LongSupplier;

import dev.probity.pool.ConnectionPool;
import dev.probity.pool.PoolFigures;
import io.r2dbc.pool.PoolMetrics;
import org.jspecify.annotations.Nullable;

/**
 * The pool of r2dbc-pool. It tells by nothing when a connection comes back. So as long as
 * it is full, one borrower more stands in its queue, who gives back at once what he gets.
 * Not thread-safe: the figures are for one check, whose runs do not overlap.
 */
final class R2dbcConnectionPool implements ConnectionPool {

	private final io.r2dbc.pool.ConnectionPool pool;

	private final R2dbcReturns returns;

	/**
	 * Read a pool.
	 * @param pool the pool
	 * @param nanoTime a monotonic time in nanoseconds
	 */
	public R2dbcConnectionPool(io.r2dbc.pool.ConnectionPool pool, LongSupplier nanoTime) {
		this.pool = pool;
		this.returns = new R2dbcReturns(pool, nanoTime);
	}

	@Override
	public @Nullable PoolFigures figures() {
		PoolMetrics metrics = this.pool.getMetrics().orElse(null);
		if (metrics == null) {
			return null;
		}
		PoolFigures figures = new PoolFigures(metrics.acquiredSize(), metrics.idleSize(), metrics.getMaxAllocatedSize(),
				Math.max(0, metrics.pendingAcquireSize() - this.returns.inQueue()), this.returns.sinceLast(),
				this.returns.waitingFor());
		if (figures.isSaturated()) {
			this.returns.queue();
		}
		else {
			this.returns.leave();
		}
		return figures;
	}

}
