package dev.probity.registration;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * Waits for what a client answers asynchronously.
 */
public final class FutureAnswers {

	private FutureAnswers() {
	}

	/**
	 * Wait for an answer, and give up the question if it does not come in time.
	 * @throws Exception the exception of the client, or a
	 * {@link java.util.concurrent.TimeoutException}
	 */
	public static <T> @Nullable T await(Future<T> answer, Duration within) throws Exception {
		try {
			return answer.get(within.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (ExecutionException ex) {
			throw (ex.getCause() instanceof Exception cause) ? cause : ex;
		}
		finally {
			// a disconnected client queues the command, to send it later
			answer.cancel(true);
		}
	}

}
