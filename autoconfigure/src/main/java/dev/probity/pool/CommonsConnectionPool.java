package dev.probity.pool;

import java.util.function.LongSupplier;
import java.util.function.Supplier;

import org.apache.commons.pool2.impl.GenericObjectPool;
import org.jspecify.annotations.Nullable;

/**
 * A pool of Commons Pool 2, as Redis clients have. Never opens it. Not thread-safe: the
 * figures are for one check, whose runs do not overlap.
 *
 * @since 0.1.0
 */
public final class CommonsConnectionPool implements ConnectionPool {

	private final Supplier<? extends @Nullable GenericObjectPool<?>> pools;

	private final LongSupplier nanoTime;

	private @Nullable GenericObjectPool<?> watched;

	private CountedReturns returns;

	/**
	 * Read a pool.
	 * @param pools the pool that is in use now, or {@code null} if there is none; asked
	 * by each look, since one that is closed has a successor
	 * @param nanoTime a monotonic time in nanoseconds
	 */
	public CommonsConnectionPool(Supplier<? extends @Nullable GenericObjectPool<?>> pools, LongSupplier nanoTime) {
		this.pools = pools;
		this.nanoTime = nanoTime;
		this.returns = new CountedReturns(nanoTime);
	}

	@Override
	public @Nullable PoolFigures figures() {
		GenericObjectPool<?> pool = this.pools.get();
		if (pool == null || pool.isClosed()) {
			return null;
		}
		if (pool != this.watched) {
			this.watched = pool;
			this.returns = new CountedReturns(this.nanoTime);
		}
		this.returns.evaluate(pool.getReturnedCount());
		int max = pool.getMaxTotal();
		return new PoolFigures(pool.getNumActive(), pool.getNumIdle(), (max < 0) ? Integer.MAX_VALUE : max,
				pool.getNumWaiters(), this.returns.sinceLast(), this.returns.silence());
	}

}
