package dev.probity.change;

import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;

import dev.probity.check.StateTransitionListener;
import org.jspecify.annotations.Nullable;

/**
 * The notifications of one kind that wait for the listeners. One of each check has room,
 * however many checks change at once: a burst loses nothing. While 8192 wait, a second
 * one of the same check is merged into the first, and counted as dropped. Never waits
 * itself. Thread-safe.
 *
 * @param <T> what the listeners are notified of
 */
final class Backlog<T> {

	private static final int ROOM = 8 * 1024;

	// checks that come and go while a listener blocks for good must not fill the memory
	private static final int MOST = 8 * ROOM;

	private final String kind;

	private final BinaryOperator<@Nullable T> merger;

	private final BiConsumer<StateTransitionListener, T> telling;

	private final AtomicInteger size = new AtomicInteger();

	private final Map<String, Notification<T>> newest = new ConcurrentHashMap<>();

	private final AtomicLong dropped = new AtomicLong();

	// used by the thread of the listeners alone
	private long said;

	/**
	 * An empty backlog.
	 * @param kind what waits there
	 * @param merger makes one of two of the same check, or {@code null} if they cancel
	 * each other out
	 * @param telling notifies a listener
	 */
	Backlog(String kind, BinaryOperator<@Nullable T> merger, BiConsumer<StateTransitionListener, T> telling) {
		this.kind = kind;
		this.merger = merger;
		this.telling = telling;
	}

	/**
	 * Let a notification wait, or merge it into the one of the same check that waits.
	 * @param queue what waits for the listeners, of every kind, in order
	 */
	void add(String check, T change, Queue<Notification<?>> queue) {
		Notification<T> waiting = (this.size.get() >= ROOM) ? this.newest.get(check) : null;
		if (waiting != null && waiting.merge(change, this.merger)) {
			return;
		}
		if (this.size.get() >= MOST) {
			drop(1);
			return;
		}
		// in this order: where memory runs out in between, none waits that is not told
		Notification<T> next = new Notification<>(this, check, change);
		queue.add(next);
		this.size.incrementAndGet();
		this.newest.put(check, next);
	}

	/**
	 * A notification waits no more.
	 */
	void leave(Notification<T> told) {
		this.size.decrementAndGet();
		this.newest.remove(told.check(), told);
	}

	void deliver(StateTransitionListener listener, T change) {
		this.telling.accept(listener, change);
	}

	/**
	 * The listeners are not told of so many more.
	 */
	void drop(int count) {
		this.dropped.addAndGet(count);
	}

	/**
	 * How many they have not been told of, in all.
	 */
	long dropped() {
		return this.dropped.get();
	}

	/**
	 * How many since this was asked last; to be asked by one thread.
	 */
	long droppedSince() {
		long all = dropped();
		long since = all - this.said;
		this.said = all;
		return since;
	}

	String kind() {
		return this.kind;
	}

	/**
	 * Waits for the listeners, and can be merged with what comes later until they are
	 * told. Thread-safe.
	 *
	 * @param <T> what the listeners are notified of
	 */
	static final class Notification<T> {

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
			return (told != null) ? told.map((change) -> (listener) -> this.backlog.deliver(listener, change))
					: Optional.empty();
		}

	}

}
