package dev.probity.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import javax.sql.DataSource;

import dev.probity.pool.ConnectionPool;
import dev.probity.pool.PoolFigures;
import dev.probity.pool.QueuedBorrower;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadata;

/**
 * A pool of which Spring Boot's metadata is all that is known. That tells by nothing when
 * a connection comes back. So as long as it is full, one borrower more stands in its
 * queue, who gives back at once what he gets. Never opens the pool. Not thread-safe: the
 * figures are for one check, whose runs do not overlap.
 */
final class DescribedConnectionPool implements ConnectionPool {

	private final Supplier<? extends @Nullable DataSourcePoolMetadata> metadata;

	private final DataSource dataSource;

	private final QueuedBorrower borrower;

	/**
	 * Read a pool.
	 * @param dataSource where it is borrowed from
	 * @param metadata what is known of the pool behind it; asked at each look
	 * @param nanoTime a monotonic time in nanoseconds
	 */
	public DescribedConnectionPool(DataSource dataSource, Supplier<? extends @Nullable DataSourcePoolMetadata> metadata,
			LongSupplier nanoTime) {
		this.metadata = metadata;
		this.dataSource = dataSource;
		this.borrower = new QueuedBorrower(nanoTime);
	}

	@Override
	public @Nullable PoolFigures figures() {
		DataSourcePoolMetadata metadata = this.metadata.get();
		Integer active = (metadata != null) ? metadata.getActive() : null;
		Integer max = (metadata != null) ? metadata.getMax() : null;
		if (metadata == null || active == null || max == null) {
			return null;
		}
		Integer idle = metadata.getIdle();
		PoolFigures figures = new PoolFigures(active, (idle != null) ? idle : 0, (max < 0) ? Integer.MAX_VALUE : max, 0,
				this.borrower.sinceLast(), this.borrower.waitingFor());
		if (figures.isSaturated()) {
			this.borrower.queue(this.dataSource);
		}
		return figures;
	}

	@Override
	public @Nullable Connection lend(DataSource dataSource, Duration patience) throws SQLException {
		return this.borrower.lend(dataSource, patience);
	}

	@Override
	public boolean lendsInTime() {
		return true;
	}

	@Override
	public boolean tellsWaiting() {
		return false;
	}

	@Override
	public @Nullable String validationQuery() {
		DataSourcePoolMetadata metadata = this.metadata.get();
		return (metadata != null) ? metadata.getValidationQuery() : null;
	}

}
