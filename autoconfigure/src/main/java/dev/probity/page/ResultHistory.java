package dev.probity.page;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.probity.check.CheckChange;
import dev.probity.check.StateTransitionListener;

/**
 * Remembers the last results of each check. Written by the thread of the listeners, read
 * by any.
 */
final class ResultHistory implements StateTransitionListener {

	private final Map<String, RecentRuns> checks = new ConcurrentHashMap<>();

	@Override
	public void onTransition(CheckChange transition) {
		// the result has been seen
	}

	@Override
	public void onResult(CheckChange result) {
		if (result.after().lastRun() != null) {
			this.checks.computeIfAbsent(result.check(), (check) -> new RecentRuns()).add(result.run());
		}
	}

	/**
	 * The last runs of a check, the oldest first.
	 */
	List<RecentRuns.Run> of(String check) {
		RecentRuns runs = this.checks.get(check);
		return (runs != null) ? runs.all() : List.of();
	}

}
