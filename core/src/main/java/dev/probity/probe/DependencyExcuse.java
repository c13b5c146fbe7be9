package dev.probity.probe;

import java.util.Collection;

import dev.probity.check.CheckKind;
import dev.probity.check.CheckSnapshot;
import dev.probity.check.CheckState;

/**
 * Suppresses the liveness failure of work that makes no progress while a dependency
 * fails: a restarted instance would wait for the dependency again.
 */
final class DependencyExcuse {

	private DependencyExcuse() {
	}

	/**
	 * Whether a dependency may be what a failing check of progress is really about:
	 * unless every one of them is known to work, and to have worked when the check
	 * failed.
	 * @param check the check
	 * @param checks all checks
	 */
	static boolean covers(CheckSnapshot check, Collection<CheckSnapshot> checks, EvaluationTime time) {
		if (check.kind() != CheckKind.PROGRESS || check.state() != CheckState.FAILING) {
			return false;
		}
		// rests on the latest result of each dependency
		time.holdsForNowOnly();
		for (CheckSnapshot other : checks) {
			if (!other.kind().isVital() && !vouches(other, check, time)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Asked after the check had failed, and passing for as long as that may take to see
	 * that all is well again.
	 */
	private static boolean vouches(CheckSnapshot dependency, CheckSnapshot check, EvaluationTime time) {
		return dependency.isWell(time.now()) && dependency.knownAt() - check.sinceTick() >= 0
				&& !time.isBefore(dependency.sinceTick() + check.policy().worstCaseDetection().toNanos());
	}

}
