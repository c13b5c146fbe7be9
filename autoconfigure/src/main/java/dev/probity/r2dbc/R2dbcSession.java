package dev.probity.r2dbc;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

import dev.probity.registration.FutureAnswers;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ValidationDepth;
import io.r2dbc.spi.Wrapped;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Mono;

/**
 * One connection of the application's own factory, for the time of one run. It is given
 * back in any case, also if it comes only when nobody waits for it any more.
 */
final class R2dbcSession implements AutoCloseable {

	// to give back takes no answer; what lasts longer than that goes on by itself
	private static final Duration LONGEST_CLOSE = Duration.ofMillis(100);

	private final Connection connection;

	private boolean valid;

	private R2dbcSession(Connection connection) {
		this.connection = connection;
	}

	/**
	 * Open one, or borrow it.
	 * @param inVain asked half way whether there is no use in waiting any longer
	 */
	static R2dbcSession open(ConnectionFactory factory, Duration within, BooleanSupplier inVain) throws Exception {
		Request request = new Request();
		factory.create().subscribe(request);
		return new R2dbcSession(request.await(within.dividedBy(2), inVain));
	}

	/**
	 * Ask the server. What a driver cannot do says nothing about it.
	 */
	boolean isValid(Duration within) throws Exception {
		try {
			Mono<Boolean> answer = Mono.from(this.connection.validate(ValidationDepth.REMOTE));
			this.valid = Boolean.TRUE.equals(FutureAnswers.await(answer.toFuture(), within));
		}
		catch (AbstractMethodError | UnsupportedOperationException ex) {
			this.valid = true;
		}
		return this.valid;
	}

	/**
	 * A pool looks only at whether a connection is open when it comes back, and would
	 * hand out again one whose server is silent. So that is closed before.
	 */
	@Override
	public void close() {
		Mono<Void> giveBack = close(this.connection);
		Connection innermost = innermost(this.connection);
		if (!this.valid && innermost != this.connection) {
			giveBack = close(innermost).timeout(LONGEST_CLOSE).onErrorComplete().then(giveBack);
		}
		CompletableFuture<Void> done = giveBack.toFuture();
		try {
			done.get(LONGEST_CLOSE.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (ExecutionException | TimeoutException ex) {
			// the answer stands whatever becomes of the connection
		}
	}

	private static Mono<Void> close(Connection connection) {
		return Mono.defer(() -> Mono.from(connection.close()));
	}

	private static Connection innermost(Connection connection) {
		return (connection instanceof Wrapped<?> wrapped && wrapped.unwrap() instanceof Connection inner)
				? innermost(inner) : connection;
	}

	/**
	 * The wish for a connection.
	 */
	private static final class Request extends BaseSubscriber<Connection> {

		private final CompletableFuture<Connection> arrival = new CompletableFuture<>();

		Connection await(Duration half, BooleanSupplier inVain) throws Exception {
			try {
				try {
					// which may be given up without giving up the wish
					return arrived(this.arrival.copy(), half);
				}
				catch (TimeoutException ex) {
					if (inVain.getAsBoolean()) {
						throw ex;
					}
					return arrived(this.arrival, half);
				}
			}
			catch (Exception ex) {
				dispose();
				this.arrival.cancel(false);
				// it may have come in the moment in which nobody waited any more
				if (!this.arrival.isCompletedExceptionally()) {
					giveBack(this.arrival.join());
				}
				throw ex;
			}
		}

		private static Connection arrived(CompletableFuture<Connection> arrival, Duration within) throws Exception {
			return Objects.requireNonNull(FutureAnswers.await(arrival, within));
		}

		@Override
		protected void hookOnNext(Connection connection) {
			if (!this.arrival.complete(connection)) {
				giveBack(connection);
			}
		}

		@Override
		protected void hookOnError(Throwable error) {
			this.arrival.completeExceptionally(error);
		}

		@Override
		protected void hookOnComplete() {
			this.arrival
				.completeExceptionally(new IllegalStateException("the connection factory provided no connection"));
		}

		private static void giveBack(Connection connection) {
			close(connection).subscribe((closed) -> {
			}, (error) -> {
			});
		}

	}

}
