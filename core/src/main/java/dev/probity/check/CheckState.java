package dev.probity.check;

/**
 * What is known of a check after its results so far. Whether that knowledge has become
 * too old is not a state but a question of when one asks:
 * {@link CheckSnapshot#isStale(long)}.
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
