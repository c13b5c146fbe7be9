package dev.probity.engine;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.jspecify.annotations.Nullable;

/**
 * Which checks have had a run that has ended, said by its worker, and the alarm for
 * whoever drives the scheduler. Thread-safe.
 */
final class EndedRuns {

	private final Queue<String> checks = new ConcurrentLinkedQueue<>();

	private volatile Runnable alarm = () -> {
	};

	void onAlarm(Runnable alarm) {
		this.alarm = alarm;
	}

	void alarm() {
		this.alarm.run();
	}

	void add(String check) {
		try {
			this.checks.add(check);
		}
		catch (Throwable ex) {
			// most likely out of memory: the slot is examined later anyway
		}
		alarm();
	}

	int size() {
		return this.checks.size();
	}

	boolean isEmpty() {
		return this.checks.isEmpty();
	}

	@Nullable String next() {
		return this.checks.poll();
	}

}
