package dev.probity.check;

/**
 * The state of a check after its results so far. Staleness is not a state, because it
 * depends on the time of reading: {@link CheckSnapshot#isStale(long)}.
 *
 * @since 0.1.0
 */
public enum CheckState {

	/**
	 * It has neither passed yet nor failed often enough in a row.
	 */
	UNKNOWN,

	/**
	 * The check passes, or has not yet failed often enough in a row.
	 */
	PASSING,

	/**
	 * The check fails, or has not yet passed often enough in a row.
	 */
	FAILING

}
