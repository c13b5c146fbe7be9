package dev.probity.engine;

import dev.probity.check.CheckState;

/**
 * What the rules say of a history of results, found by looking at all of it anew each
 * time: {@code P} passed, {@code F} failed, {@code I} inconclusive. Knows nothing of the
 * state machine.
 */
final class ReferenceModel {

	private ReferenceModel() {
	}

	static CheckState state(String history, int failureThreshold, int successThreshold) {
		String decisive = history.replace("I", "");
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
	 * How many equal results of this kind stand at the end.
	 */
	static int streak(char kind, String history) {
		String decisive = history.replace("I", "");
		int streak = 0;
		while (streak < decisive.length() && decisive.charAt(decisive.length() - 1 - streak) == kind) {
			streak++;
		}
		return streak;
	}

}
