package dev.probity.r2dbc;

import java.util.function.Function;

import dev.probity.pool.ConnectionPool;
import dev.probity.time.Ticker;
import io.r2dbc.spi.ConnectionFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * The pool that is behind a connection factory now. What reads it is kept for as long as
 * it is the same one, for it stands in its queue. For one factory; thread-safe.
 */
public final class R2dbcPools implements Function<ConnectionFactory, @Nullable ConnectionPool> {

	private static final boolean POOL = ClassUtils.isPresent("io.r2dbc.pool.ConnectionPool",
			R2dbcPools.class.getClassLoader());

	private final Ticker ticker;

	private volatile @Nullable Kept kept;

	public R2dbcPools(Ticker ticker) {
		this.ticker = ticker;
	}

	@Override
	public @Nullable ConnectionPool apply(ConnectionFactory factory) {
		// Boot wraps a factory that is made from a URL, and others wrap it to observe
		return POOL ? Pools.read(factory, this) : null;
	}

	private record Kept(Object pool, ConnectionPool reader) {

	}

	/**
	 * Loaded only where r2dbc-pool is there.
	 */
	private static final class Pools {

		static @Nullable ConnectionPool read(ConnectionFactory factory, R2dbcPools pools) {
			io.r2dbc.pool.ConnectionPool pool = R2dbcFactories.find(factory, io.r2dbc.pool.ConnectionPool.class);
			if (pool == null) {
				return null;
			}
			Kept current = pools.kept;
			if (current == null || current.pool() != pool) {
				current = new Kept(pool, new R2dbcConnectionPool(pool, pools.ticker::read));
				pools.kept = current;
			}
			return current.reader();
		}

	}

}
