package dev.probity.page;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.probity.check.CheckChange;

/**
 * Remembers the last results of the checks that have run last: checks come and go, and
 * one that has gone is not to be remembered for ever. Thread-safe.
 */
final class ResultHistory {

	static final int MOST_CHECKS = 2000;

	// guarded by itself
	private final Map<String, RecentRuns> checks = new LinkedHashMap<>(64, 0.75f, true) {

		@Override
		protected boolean removeEldestEntry(Map.Entry<String, RecentRuns> eldest) {
			return size() > MOST_CHECKS;
		}

	};

	/**
	 * Remember the run that has led to a result, if there was one.
	 */
	void add(CheckChange result) {
		if (result.after().lastRun() != null) {
			runs(result.check()).add(RecentRuns.Run.of(result.run()));
		}
	}

	/**
	 * The runs of a check, to add to.
	 */
	RecentRuns runs(String check) {
		synchronized (this.checks) {
			return this.checks.computeIfAbsent(check, (name) -> new RecentRuns());
		}
	}

	/**
	 * The last runs of a check, the oldest first.
	 */
	List<RecentRuns.Run> of(String check) {
		RecentRuns runs;
		synchronized (this.checks) {
			runs = this.checks.get(check);
		}
		return (runs != null) ? runs.all() : List.of();
	}

}
