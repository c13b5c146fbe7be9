package dev.probity.check;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

/**
 * How long one run of a check may take. A check that limits its own time asks for it on
 * the thread of its run: at a start a run may take longer than the check's timeout.
 *
 * @since 0.1.0
 */
public final class RunLimit {

	private static final ThreadLocal<@Nullable RunLimit> CURRENT = new ThreadLocal<>();

	private final Duration time;

	private final CompletableFuture<Void> over = new CompletableFuture<>();

	public RunLimit(Duration time) {
		this.time = time;
	}

	/**
	 * How long the run on this thread may take, from its beginning.
	 * @param otherwise the time if the check was not called by the scheduler
	 * @return the time
	 */
	public static Duration orElse(Duration otherwise) {
		RunLimit current = CURRENT.get();
		return (current != null) ? current.time : otherwise;
	}

	/**
	 * Wait for an answer that comes from elsewhere until the time of the run on this
	 * thread is over, which the scheduler says: what asks without a dedicated thread does
	 * not stay inside. An answer that has not come by then is cancelled, on this thread.
	 * @param answer the answer
	 * @param otherwise how long to wait if there is no run on this thread
	 * @param <T> the type of the answer
	 * @return what has been answered
	 * @throws Exception what the answer fails with, an {@link ExecutionException} around
	 * an error; an {@link InterruptedException}; or a {@link TimeoutException}
	 */
	public static <T> @Nullable T await(CompletableFuture<T> answer, Duration otherwise) throws Exception {
		RunLimit current = CURRENT.get();
		try {
			if (current == null) {
				return answer.get(otherwise.toNanos(), TimeUnit.NANOSECONDS);
			}
			CompletableFuture.anyOf(answer, current.over).get();
			if (answer.isDone()) {
				return answer.get();
			}
			throw new TimeoutException("no answer in time");
		}
		catch (ExecutionException ex) {
			throw (ex.getCause() instanceof Exception cause) ? cause : ex;
		}
		finally {
			answer.cancel(true);
		}
	}

	/**
	 * Have another thread do a part of the run on this one, within the same time.
	 * @param part the part
	 * @return what that thread is to do; the part alone if there is no run on this thread
	 */
	public static Runnable handOver(Runnable part) {
		RunLimit current = CURRENT.get();
		return (current != null) ? () -> current.run(part) : part;
	}

	private void run(Runnable part) {
		CURRENT.set(this);
		try {
			part.run();
		}
		finally {
			CURRENT.remove();
		}
	}

	public Duration time() {
		return this.time;
	}

	/**
	 * The time is over. Runs no code of anybody.
	 */
	public void pass() {
		this.over.complete(null);
	}

	public CheckResult apply(HealthCheck check) throws Exception {
		CURRENT.set(this);
		try {
			return check.check();
		}
		finally {
			CURRENT.remove();
		}
	}

}
