package dev.probity.engine;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

/**
 * When each check runs next. Takes no memory once a check is there. Thread-safe.
 */
final class ExpectedRuns {

	// readings of the ticker by check
	private final Map<String, AtomicLong> next = new ConcurrentHashMap<>();

	void add(String check, long at) {
		this.next.put(check, new AtomicLong(at));
	}

	void remove(String check) {
		this.next.remove(check);
	}

	void expect(String check, long at) {
		AtomicLong expected = this.next.get(check);
		if (expected != null) {
			expected.set(at);
		}
	}

	/**
	 * How long it is until a check runs.
	 * @return the time, at least zero; {@code null} if there is no such check
	 */
	@Nullable Duration until(String check, long now) {
		AtomicLong expected = this.next.get(check);
		return (expected != null) ? Duration.ofNanos(Math.max(0, expected.get() - now)) : null;
	}

}
