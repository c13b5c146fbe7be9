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

import dev.probity.check.RunLimit;
import org.jspecify.annotations.Nullable;

/**
 * Borrows on a dedicated thread, so that no check has to wait in the queue of a pool for
 * longer than its own limit. It borrows one connection at a time and keeps its place in
 * the queue: the next run waits for the same connection. A connection that comes too late
 * is returned at once. A pool that lets it stand there for long may never serve that
 * place (it opens a connection to a server that has gone without a word, say); then it
 * stands in the queue once more, and never more than twice. Thread-safe.
 */
public final class QueuedBorrower {

	// how often a place is waited at in vain before another is tried: for about three
	// runs
	private static final int PATIENCE = 6;

	private final LongSupplier nanoTime;

	// the next three are guarded by this
	private @Nullable Place place;

	// the one before it, which has not been served for long
	private @Nullable Place left;

	// who waits now gets what comes first, at whichever place
	private @Nullable CompletableFuture<Connection> wanted;

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
			this.wanted = wanted;
			waitIn(pool);
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

	private void waitIn(DataSource pool) {
		Place current = this.place;
		if (current == null) {
			start(pool, new Place(this.nanoTime.getAsLong()));
		}
		else if (current.looks >= PATIENCE && this.left == null) {
			start(pool, new Place(current.since));
			this.left = current;
		}
		if (this.place != null) {
			this.place.looks++;
		}
	}

	private void start(DataSource pool, Place next) {
		Thread thread = new Thread(RunLimit.handOver(() -> borrow(pool, next)), "probity-pool-queue");
		thread.setDaemon(true);
		thread.start();
		this.place = next;
	}

	private void borrow(DataSource pool, Place mine) {
		try {
			Connection connection = pool.getConnection();
			this.lastAt = this.nanoTime.getAsLong();
			this.refusal = null;
			CompletableFuture<Connection> wanted = leave(mine, true);
			if (wanted == null || !wanted.complete(connection)) {
				connection.close();
			}
		}
		catch (Throwable ex) {
			CompletableFuture<Connection> wanted = leave(mine, false);
			if (wanted != null) {
				this.refusal = ex;
				wanted.completeExceptionally(ex);
			}
		}
	}

	/**
	 * Who is to know what has come of it. Whoever does not wait need not know that the
	 * pool lets nobody wait so long, and whoever waits at another place what has become
	 * of this one.
	 */
	private synchronized @Nullable CompletableFuture<Connection> leave(Place mine, boolean served) {
		boolean isLast = this.place == mine;
		if (isLast) {
			this.place = null;
		}
		if (this.left == mine) {
			this.left = null;
		}
		if (!served && (!isLast || mine.looks == 0)) {
			return null;
		}
		CompletableFuture<Connection> wanted = this.wanted;
		this.wanted = null;
		return wanted;
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

		// how often somebody has begun to wait for it
		private int looks;

		Place(long since) {
			this.since = since;
		}

	}

}
