package dev.probity.engine;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import dev.probity.check.CheckSnapshot;
import dev.probity.check.CheckState;

/**
 * The checks that are to run before their turn since a call has failed that needs the
 * same. Thread-safe; takes no lock.
 */
final class Hints {

	private final CheckMonitor monitor;

	private final Set<String> given = ConcurrentHashMap.newKeySet();

	Hints(CheckMonitor monitor) {
		this.monitor = monitor;
	}

	/**
	 * Take a hint.
	 * @return whether it says anything new
	 */
	boolean give(String check) {
		CheckSnapshot known = this.monitor.snapshot(check);
		return known != null && known.state() == CheckState.PASSING && known.failures() == 0 && this.given.add(check);
	}

	/**
	 * Whether there is a hint, which is heeded then.
	 */
	boolean take(String check) {
		return this.given.remove(check);
	}

}
