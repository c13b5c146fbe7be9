package dev.probity.resource;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.LongSupplier;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

/**
 * Whether connections come back to a full pool, by standing in its queue: on a thread of
 * its own, one at a time. Thread-safe, as long as one thread lets it queue.
 */
final class QueuedBorrower {

	private final DataSource pool;

	private final LongSupplier nanoTime;

	private volatile @Nullable Long waitingSince;

	private volatile @Nullable Long lastAt;

	QueuedBorrower(DataSource pool, LongSupplier nanoTime) {
		this.pool = pool;
		this.nanoTime = nanoTime;
	}

	/**
	 * Stand in the queue, unless it is so already. Does not wait.
	 */
	void queue() {
		if (this.waitingSince == null) {
			this.waitingSince = this.nanoTime.getAsLong();
			Thread thread = new Thread(this::borrow, "probity-pool-queue");
			thread.setDaemon(true);
			try {
				thread.start();
			}
			catch (OutOfMemoryError ex) {
				this.waitingSince = null;
			}
		}
	}

	private void borrow() {
		try (Connection connection = this.pool.getConnection()) {
			this.lastAt = this.nanoTime.getAsLong();
		}
		catch (SQLException | RuntimeException ex) {
			// the pool lets nobody wait that long, or is closed: that tells nothing
		}
		finally {
			this.waitingSince = null;
		}
	}

	/**
	 * How long ago one is known to have come back.
	 */
	@Nullable Duration sinceLast() {
		return since(this.lastAt);
	}

	/**
	 * For how long this borrower has not been served.
	 */
	@Nullable Duration waitingFor() {
		return since(this.waitingSince);
	}

	private @Nullable Duration since(@Nullable Long at) {
		return (at != null) ? Duration.ofNanos(Math.max(0, this.nanoTime.getAsLong() - at)) : null;
	}

}
