package dev.probity.time;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The queue of checks by the time of their next examination. An update costs no more than
 * finding a place among them. A check stays on it until it is removed, and putting one
 * off takes no memory: where there is none left, none gets lost. Not thread-safe.
 */
public final class Agenda {

	private final Map<String, Entry> byCheck = new HashMap<>();

	// a heap: none comes before the one at half its index
	private Entry[] entries = new Entry[16];

	private int size;

	private long added;

	/**
	 * Look at a check at that time, and not when it was to be looked at before.
	 * @param at reading of the ticker
	 */
	public void put(String check, long at) {
		Entry entry = this.byCheck.get(check);
		if (entry == null) {
			entry = add(check);
		}
		entry.at = at;
		raise(entry);
		lower(entry);
	}

	private Entry add(String check) {
		if (this.size == this.entries.length) {
			this.entries = Arrays.copyOf(this.entries, 2 * this.size);
		}
		Entry entry = new Entry(check, this.added++, this.size);
		this.byCheck.put(check, entry);
		this.entries[this.size++] = entry;
		return entry;
	}

	public void remove(String check) {
		Entry entry = this.byCheck.remove(check);
		if (entry == null) {
			return;
		}
		Entry last = this.entries[--this.size];
		this.entries[this.size] = null;
		if (last != entry) {
			place(last, entry.index);
			raise(last);
			lower(last);
		}
	}

	/**
	 * The check that is to be looked at first, if its time has come.
	 * @return the name, or {@code null} if there is none now
	 */
	public @Nullable String due(long now) {
		return (this.size > 0 && now - this.entries[0].at >= 0) ? this.entries[0].check : null;
	}

	/**
	 * How long it is until a check has to be looked at.
	 * @return nanoseconds, or {@code null} if there is none
	 */
	public @Nullable Long untilNext(long now) {
		return (this.size > 0) ? Long.valueOf(Math.max(0, this.entries[0].at - now)) : null;
	}

	private void raise(Entry entry) {
		while (entry.index > 0 && entry.isBefore(this.entries[(entry.index - 1) / 2])) {
			swap(entry, this.entries[(entry.index - 1) / 2]);
		}
	}

	private void lower(Entry entry) {
		while (2 * entry.index + 1 < this.size) {
			Entry first = this.entries[2 * entry.index + 1];
			if (2 * entry.index + 2 < this.size && this.entries[2 * entry.index + 2].isBefore(first)) {
				first = this.entries[2 * entry.index + 2];
			}
			if (!first.isBefore(entry)) {
				return;
			}
			swap(entry, first);
		}
	}

	private void swap(Entry one, Entry other) {
		int index = one.index;
		place(one, other.index);
		place(other, index);
	}

	private void place(Entry entry, int index) {
		entry.index = index;
		this.entries[index] = entry;
	}

	private static final class Entry {

		private final String check;

		private final long order;

		private int index;

		private long at;

		private Entry(String check, long order, int index) {
			this.check = check;
			this.order = order;
			this.index = index;
		}

		/**
		 * Readings are compared by their difference. Of those of the same time the one
		 * that was added first comes first, whatever else there is.
		 */
		private boolean isBefore(Entry other) {
			return (this.at != other.at) ? this.at - other.at < 0 : this.order < other.order;
		}

	}

}
