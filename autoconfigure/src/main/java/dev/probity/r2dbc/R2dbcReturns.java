package dev.probity.r2dbc;

import java.time.Duration;
import java.util.function.LongSupplier;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;

/**
 * Whether connections come back to a full pool, by standing in its queue: who comes first
 * is served first there, so as long as this borrower waits, nobody who came later has got
 * a connection.
 */
final class R2dbcReturns {

	private final ConnectionFactory pool;

	private final LongSupplier nanoTime;

	private volatile @Nullable Borrower borrower;

	private volatile @Nullable Long lastAt;

	R2dbcReturns(ConnectionFactory pool, LongSupplier nanoTime) {
		this.pool = pool;
		this.nanoTime = nanoTime;
	}

	/**
	 * Stand in the queue, unless it is so already. Does not wait.
	 */
	void queue() {
		if (this.borrower == null) {
			Borrower next = new Borrower(this.nanoTime.getAsLong());
			this.borrower = next;
			this.pool.create().subscribe(next);
		}
	}

	void leave() {
		Borrower waiting = this.borrower;
		if (waiting != null) {
			waiting.dispose();
		}
	}

	int inQueue() {
		return (this.borrower != null) ? 1 : 0;
	}

	/**
	 * How long ago one is known to have come back.
	 */
	@Nullable Duration sinceLast() {
		Long at = this.lastAt;
		return (at != null) ? since(at) : null;
	}

	/**
	 * For how long this borrower has not been served.
	 */
	@Nullable Duration waitingFor() {
		Borrower waiting = this.borrower;
		return (waiting != null) ? since(waiting.since) : null;
	}

	private Duration since(long at) {
		return Duration.ofNanos(Math.max(0, this.nanoTime.getAsLong() - at));
	}

	/**
	 * Whatever the pool hands out goes back, also if it comes when nobody waits any more.
	 */
	private final class Borrower extends BaseSubscriber<Connection> {

		private final long since;

		Borrower(long since) {
			this.since = since;
		}

		@Override
		protected void hookOnNext(Connection connection) {
			R2dbcReturns.this.lastAt = R2dbcReturns.this.nanoTime.getAsLong();
			Mono.from(connection.close()).subscribe((closed) -> {
			}, (error) -> {
			});
		}

		@Override
		protected void hookOnError(Throwable error) {
			// the pool lets nobody wait that long, or is closed: no evidence
		}

		@Override
		protected void hookFinally(SignalType type) {
			if (R2dbcReturns.this.borrower == this) {
				R2dbcReturns.this.borrower = null;
			}
		}

	}

}
