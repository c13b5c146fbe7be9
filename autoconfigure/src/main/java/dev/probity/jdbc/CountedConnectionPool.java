package dev.probity.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.LongSupplier;

import javax.sql.DataSource;

import dev.probity.pool.ConnectionPool;
import dev.probity.pool.CountedReturns;
import dev.probity.pool.PoolFigures;
import dev.probity.pool.QueuedBorrower;
import org.jspecify.annotations.Nullable;

/**
 * A pool that counts the connections that come back to it, and lets its borrowers wait in
 * a queue. Not thread-safe: the figures are for one check, whose runs do not overlap.
 */
abstract class CountedConnectionPool implements ConnectionPool {

	private final CountedReturns returns;

	private final QueuedBorrower borrower;

	CountedConnectionPool(LongSupplier nanoTime) {
		this.returns = new CountedReturns(nanoTime);
		this.borrower = new QueuedBorrower(nanoTime);
	}

	final PoolFigures figures(int active, int idle, int max, int waiting, long returned) {
		this.returns.evaluate(returned);
		return new PoolFigures(active, idle, (max < 0) ? Integer.MAX_VALUE : max, waiting, this.returns.sinceLast(),
				this.returns.silence());
	}

	@Override
	public @Nullable Connection lend(DataSource dataSource, Duration patience) throws SQLException {
		return this.borrower.lend(dataSource, patience);
	}

	@Override
	public boolean lendsInTime() {
		return true;
	}

}
