package dev.probity.indicator;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.probity.detail.ThrowableText;
import dev.probity.text.Durations;
import org.jspecify.annotations.Nullable;

/**
 * The indicators in a contributor, by full name. One that cannot say what it consists of,
 * or not in time, has none.
 *
 * @param indicators the indicators
 * @param failure why they could not be listed, in one line; {@code null} if they could
 * @param begun what is still under way, which nobody should begin beside it
 */
record CompositeListing(Map<String, Object> indicators, @Nullable String failure,
		@Nullable Future<Map<String, Object>> begun) {

	/**
	 * List what is in a contributor.
	 * @param patience how long to wait for code of the application, which has a dedicated
	 * thread, since it may hang
	 */
	static CompositeListing of(IndicatorSource source, Duration patience) {
		if (!source.mayChange()) {
			return new CompositeListing(source.indicators(), null, null);
		}
		FutureTask<Map<String, Object>> listing = new FutureTask<>(source::indicators);
		Thread thread = new Thread(listing, "probity-composites-" + source.name());
		thread.setDaemon(true);
		thread.start();
		try {
			return new CompositeListing(listing.get(patience.toNanos(), TimeUnit.NANOSECONDS), null, null);
		}
		catch (TimeoutException ex) {
			return new CompositeListing(Map.of(),
					"it does not say within %s what they are".formatted(Durations.exact(patience)), listing);
		}
		catch (ExecutionException ex) {
			return failed(ThrowableText.describe((ex.getCause() != null) ? ex.getCause() : ex));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return failed("interrupted");
		}
	}

	private static CompositeListing failed(String failure) {
		return new CompositeListing(Map.of(), failure, null);
	}

	/**
	 * Wait for what is under way, however long it takes: whoever waits has a thread for
	 * it.
	 */
	static Map<String, Object> await(Future<Map<String, Object>> begun) {
		try {
			return begun.get();
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex.getCause());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
