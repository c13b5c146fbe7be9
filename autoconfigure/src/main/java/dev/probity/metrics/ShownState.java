package dev.probity.metrics;

import dev.probity.check.CheckSnapshot;

/**
 * The states a check is shown in; at every moment it has exactly one of them.
 */
enum ShownState {

	UNKNOWN, PASSING, FAILING,

	/**
	 * Passing when last seen, which is too long ago.
	 */
	STALE;

	boolean isThatOf(CheckSnapshot check, long now) {
		return this == of(check, now);
	}

	private static ShownState of(CheckSnapshot check, long now) {
		return switch (check.state()) {
			case UNKNOWN -> UNKNOWN;
			case PASSING -> check.isStale(now) ? STALE : PASSING;
			case FAILING -> FAILING;
		};
	}

}
