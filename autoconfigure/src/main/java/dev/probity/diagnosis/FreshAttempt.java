package dev.probity.diagnosis;

import java.time.Duration;

import dev.probity.time.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * One fresh connection, on a dedicated thread.
 */
final class FreshAttempt implements Runnable {

	private final DiagnosedClient client;

	private final Duration limit;

	private final Ticker ticker;

	private final long startedAt;

	private volatile @Nullable FreshAnswer answer;

	FreshAttempt(DiagnosedClient client, Duration limit, Ticker ticker) {
		this.client = client;
		this.limit = limit;
		this.ticker = ticker;
		this.startedAt = ticker.read();
	}

	@Override
	public void run() {
		FreshAnswer found = FreshAnswer.none();
		try {
			found = ask();
		}
		catch (Throwable ex) {
			// out of memory, most likely: it has shown nothing
		}
		this.answer = found;
	}

	private FreshAnswer ask() {
		try {
			this.client.askFresh(this.limit);
			return FreshAnswer.answered(Duration.ofNanos(this.ticker.read() - this.startedAt));
		}
		catch (NoFreshConnectionException | LinkageError ex) {
			// or of a version of the library that cannot be asked so
			return FreshAnswer.none();
		}
		catch (Throwable ex) {
			return FreshAnswer.failed(ex);
		}
	}

	/**
	 * What it has shown, or {@code null} as long as it is under way.
	 */
	@Nullable FreshAnswer answer() {
		return this.answer;
	}

	/**
	 * Whether it has taken longer than it may.
	 */
	boolean isOverdue(long now) {
		return now - this.startedAt > this.limit.toNanos();
	}

}
