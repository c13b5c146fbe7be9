package dev.probity.pool;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

/**
 * Borrows on a dedicated thread, so that no check has to wait in the queue of a pool for
 * longer than its own limit. It borrows one connection at a time and keeps its place in
 * the queue: the next run waits for the same connection. A connection that comes too late
 * is returned at once. Thread-safe.
 */
public final class QueuedBorrower {

	private final LongSupplier nanoTime;

	// guarded by this
	private @Nullable Place place;

	private volatile @Nullable Long lastAt;

	// why the pool last had none for somebody who wanted it, until it has one again
	private volatile @Nullable Throwable refusal;

	public QueuedBorrower(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
	}

	/**
	 * Stand in the queue, unless it is so already. Does not wait.
	 */
	public synchronized void queue(DataSource pool) {
		if (this.place == null) {
			start(pool, new Place(this.nanoTime.getAsLong()));
		}
	}

	/**
	 * Borrow.
	 * @return the connection, or {@code null} if none came in time
	 * @throws SQLTransientConnectionException if none came in time, and the pool has
	 * given a reason, perhaps to an earlier caller
	 * @throws SQLException if the pool has given up
	 */
	public @Nullable Connection lend(DataSource pool, Duration patience) throws SQLException {
		CompletableFuture<Connection> wanted = new CompletableFuture<>();
		synchronized (this) {
			Place current = this.place;
			if (current == null) {
				current = new Place(this.nanoTime.getAsLong());
				current.wanted = wanted;
				start(pool, current);
			}
			else {
				current.wanted = wanted;
			}
		}
		try {
			return wanted.get(patience.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (TimeoutException ex) {
			return lateOrNone(wanted);
		}
		catch (InterruptedException ex) {
			Connection late = giveUp(wanted);
			if (late != null) {
				late.close();
			}
			Thread.currentThread().interrupt();
			throw new SQLException("Interrupted while waiting for a connection", ex);
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof SQLException sql) {
				throw sql;
			}
			if (ex.getCause() instanceof RuntimeException runtime) {
				throw runtime;
			}
			throw new SQLException(ex.getCause());
		}
	}

	private @Nullable Connection lateOrNone(CompletableFuture<Connection> wanted) throws SQLException {
		Connection late = giveUp(wanted);
		Throwable refusal = this.refusal;
		if (late == null && refusal != null) {
			throw new SQLTransientConnectionException("No connection has come in time", refusal);
		}
		return late;
	}

	/**
	 * It may have come just after the caller gave up.
	 */
	private @Nullable Connection giveUp(CompletableFuture<Connection> wanted) {
		return wanted.cancel(false) || wanted.isCompletedExceptionally() ? null : wanted.join();
	}

	private void start(DataSource pool, Place next) {
		Thread thread = new Thread(() -> borrow(pool, next), "probity-pool-queue");
		thread.setDaemon(true);
		thread.start();
		this.place = next;
	}

	private void borrow(DataSource pool, Place mine) {
		try {
			Connection connection = pool.getConnection();
			this.lastAt = this.nanoTime.getAsLong();
			this.refusal = null;
			CompletableFuture<Connection> wanted = leave(mine);
			if (wanted == null || !wanted.complete(connection)) {
				connection.close();
			}
		}
		catch (Throwable ex) {
			// whoever does not wait need not know that the pool lets nobody wait so long
			CompletableFuture<Connection> wanted = leave(mine);
			if (wanted != null) {
				this.refusal = ex;
				wanted.completeExceptionally(ex);
			}
		}
	}

	private synchronized @Nullable CompletableFuture<Connection> leave(Place mine) {
		if (this.place == mine) {
			this.place = null;
		}
		return mine.wanted;
	}

	/**
	 * How long ago one is known to have come.
	 */
	public @Nullable Duration sinceLast() {
		return since(this.lastAt);
	}

	/**
	 * For how long this borrower has not been served.
	 */
	public synchronized @Nullable Duration waitingFor() {
		Place current = this.place;
		return (current != null) ? since(current.since) : null;
	}

	private @Nullable Duration since(@Nullable Long at) {
		return (at != null) ? Duration.ofNanos(Math.max(0, this.nanoTime.getAsLong() - at)) : null;
	}

	/**
	 * A place in the queue.
	 */
	private static final class Place {

		private final long since;

		private @Nullable CompletableFuture<Connection> wanted;

		Place(long since) {
			this.since = since;
		}

	}

}
