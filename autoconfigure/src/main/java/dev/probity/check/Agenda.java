package dev.probity.check;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;

import org.jspecify.annotations.Nullable;

/**
 * Which check has to be looked at when. Costs no more with many checks than finding a
 * place among them. Not thread-safe.
 */
final class Agenda {

	// readings are compared by their difference
	private static final Comparator<Entry> EARLIEST_FIRST = (one, other) -> Long.signum(one.at() - other.at());

	private final PriorityQueue<Entry> entries = new PriorityQueue<>(EARLIEST_FIRST);

	// those that count: what has been put off stays among the others until its time
	private final Map<String, Entry> current = new HashMap<>();

	/**
	 * Look at a check at that time, and not when it was to be looked at before.
	 * @param at reading of the ticker
	 */
	void put(String check, long at) {
		Entry before = this.current.get(check);
		if (before == null || before.at() != at) {
			Entry entry = new Entry(check, at);
			this.current.put(check, entry);
			this.entries.add(entry);
		}
	}

	void remove(String check) {
		this.current.remove(check);
	}

	/**
	 * Take the check that is to be looked at first, if its time has come.
	 * @return the name, or {@code null} if there is none now
	 */
	@Nullable String takeDue(long now) {
		Entry first = first();
		if (first == null || now - first.at() < 0) {
			return null;
		}
		this.entries.remove();
		this.current.remove(first.check());
		return first.check();
	}

	/**
	 * How long it is until a check has to be looked at.
	 * @return nanoseconds, or {@code null} if there is none
	 */
	@Nullable Long untilNext(long now) {
		Entry first = first();
		return (first != null) ? Long.valueOf(Math.max(0, first.at() - now)) : null;
	}

	private @Nullable Entry first() {
		Entry first = this.entries.peek();
		while (first != null && this.current.get(first.check()) != first) {
			this.entries.remove();
			first = this.entries.peek();
		}
		return first;
	}

	private record Entry(String check, long at) {

	}

}
