package dev.probity.consumer;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import dev.probity.time.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * Containers that stop first, from when they are told to until all have. Thread-safe.
 */
final class ListenerDeparture {

	private final Set<ConsumerContainer> remaining = ConcurrentHashMap.newKeySet();

	private final CompletableFuture<@Nullable Void> done = new CompletableFuture<>();

	private final Ticker ticker;

	private final long since;

	ListenerDeparture(Collection<ConsumerContainer> containers, Ticker ticker) {
		this.remaining.addAll(containers);
		this.ticker = ticker;
		this.since = ticker.read();
		completeIfAllHaveLeft();
	}

	/**
	 * A container has finished what it was at.
	 */
	void leaves(ConsumerContainer container) {
		this.remaining.remove(container);
		completeIfAllHaveLeft();
	}

	private void completeIfAllHaveLeft() {
		if (this.remaining.isEmpty()) {
			this.done.complete(null);
		}
	}

	/**
	 * Those that have not finished yet.
	 */
	List<ConsumerContainer> remaining() {
		return List.copyOf(this.remaining);
	}

	/**
	 * Completed when all have finished.
	 */
	CompletableFuture<@Nullable Void> done() {
		return this.done;
	}

	Duration lasted() {
		return Duration.ofNanos(Math.max(0, this.ticker.read() - this.since));
	}

}
