package dev.probity.probe;

import java.time.Duration;
import java.time.Instant;

import dev.probity.check.CheckKind;
import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckResult;
import dev.probity.check.CheckSnapshot;
import dev.probity.check.CheckState;

/**
 * Snapshots for tests, made at time 0.
 */
final class Snapshots {

	static final long FRESH = 0;

	static final long STALE = CheckPolicy.defaults().maxAge().toNanos() + 1;

	private Snapshots() {
	}

	static CheckSnapshot dependency(String name, CheckState state) {
		return snapshot(name, CheckKind.DEPENDENCY, state);
	}

	static CheckSnapshot vital(String name, CheckState state) {
		return snapshot(name, CheckKind.VITAL, state);
	}

	private static CheckSnapshot snapshot(String name, CheckKind kind, CheckState state) {
		CheckSnapshot.LastRun lastRun = (state == CheckState.UNKNOWN) ? null
				: new CheckSnapshot.LastRun(CheckResult.passed(), Duration.ZERO, Instant.EPOCH);
		return new CheckSnapshot(name, kind, CheckPolicy.defaults(), state, 0, 0, lastRun, 0, 0, Instant.EPOCH);
	}

}
