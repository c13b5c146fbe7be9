package dev.probity.engine;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;

import dev.probity.check.StateTransitionListener;
import org.jspecify.annotations.Nullable;

/**
 * Waits for the listeners, and can be merged with what comes later until they are told.
 * Thread-safe.
 *
 * @param <T> what the listeners are notified of
 */
final class Notification<T> {

	private final Backlog<T> backlog;

	private final String check;

	// empty if what has been merged comes to nothing; null once it is told
	private final AtomicReference<@Nullable Optional<T>> change;

	Notification(Backlog<T> backlog, String check, T change) {
		this.backlog = backlog;
		this.check = check;
		this.change = new AtomicReference<>(Optional.of(change));
	}

	String check() {
		return this.check;
	}

	Backlog<T> backlog() {
		return this.backlog;
	}

	/**
	 * Make one of what waits and what comes later.
	 * @return whether it still waited
	 */
	boolean merge(T later, BinaryOperator<@Nullable T> merger) {
		for (Optional<T> waiting = this.change.get(); waiting != null; waiting = this.change.get()) {
			Optional<T> merged = waiting.isEmpty() ? Optional.of(later)
					: Optional.ofNullable(merger.apply(waiting.get(), later));
			if (this.change.compareAndSet(waiting, merged)) {
				this.backlog.drop(count(waiting) + 1 - count(merged));
				return true;
			}
		}
		return false;
	}

	private static int count(Optional<?> change) {
		return change.isPresent() ? 1 : 0;
	}

	/**
	 * Wait no more.
	 * @return notifies a listener; empty if there is nothing to be told
	 */
	Optional<Consumer<StateTransitionListener>> take() {
		this.backlog.leave(this);
		Optional<T> told = this.change.getAndSet(null);
		return (told != null) ? told.map((change) -> (listener) -> this.backlog.tell(listener, change))
				: Optional.empty();
	}

}
