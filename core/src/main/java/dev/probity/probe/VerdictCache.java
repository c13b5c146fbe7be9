package dev.probity.probe;

import dev.probity.lifecycle.InstanceState;
import org.jspecify.annotations.Nullable;

/**
 * Caches the latest verdict of a probe while it is valid: the instance and all checks are
 * in the states from which it was evaluated, and no deadline has passed. Thread-safe;
 * takes no lock.
 */
final class VerdictCache {

	private volatile @Nullable Kept kept;

	/**
	 * The verdict that evaluating would come to now.
	 * @return the verdict, or {@code null} if that takes evaluating
	 */
	@Nullable ProbeVerdict get(InstanceState state, long changes, long now) {
		Kept kept = this.kept;
		return (kept != null && kept.state() == state && kept.changes() == changes && now - kept.from() >= 0
				&& now - kept.until() < 0) ? kept.verdict() : null;
	}

	/**
	 * Keep what has been evaluated.
	 * @param changes of the checks, read before their snapshots
	 */
	void keep(ProbeVerdict verdict, InstanceState state, long changes, EvaluationTime time) {
		this.kept = new Kept(verdict, state, changes, time.now(), time.holdsUntil());
	}

	private record Kept(ProbeVerdict verdict, InstanceState state, long changes, long from, long until) {

	}

}
