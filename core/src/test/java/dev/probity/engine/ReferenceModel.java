package dev.probity.engine;

import dev.probity.check.CheckState;

/**
 * What the rules say of a history of results, found by looking at all of it anew each
 * time: {@code P} passed, {@code D} passed in part, {@code F} failed, {@code I}
 * inconclusive. Knows nothing of the state machine.
 */
final class ReferenceModel {

	private ReferenceModel() {
	}

	static CheckState state(String history, int failureThreshold, int successThreshold) {
		String decisive = decisive(history);
		if (decisive.isEmpty()) {
			return CheckState.UNKNOWN;
		}
		// the state was last decided where enough equal results stand in a row for the
		// last time; what has never failed passes from its first success on
		int lastDown = endOfLast("F".repeat(failureThreshold), decisive);
		int lastUp = endOfLast("P".repeat(successThreshold), decisive);
		if (lastDown < 0) {
			return decisive.contains("P") ? CheckState.PASSING : CheckState.UNKNOWN;
		}
		return (lastUp > lastDown) ? CheckState.PASSING : CheckState.FAILING;
	}

	private static int endOfLast(String series, String history) {
		int at = history.lastIndexOf(series);
		return (at < 0) ? -1 : at + series.length();
	}

	/**
	 * What passes does so in part if it did when it passed for the last time.
	 */
	static boolean isDegraded(String history, int failureThreshold, int successThreshold) {
		return state(history, failureThreshold, successThreshold) == CheckState.PASSING
				&& history.lastIndexOf('D') > history.lastIndexOf('P');
	}

	private static String decisive(String history) {
		return history.replace("I", "").replace('D', 'P');
	}

	/**
	 * How many equal results of this kind stand at the end.
	 */
	static int streak(char kind, String history) {
		String decisive = decisive(history);
		int streak = 0;
		while (streak < decisive.length() && decisive.charAt(decisive.length() - 1 - streak) == kind) {
			streak++;
		}
		return streak;
	}

}
