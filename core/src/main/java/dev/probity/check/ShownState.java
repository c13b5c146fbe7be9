package dev.probity.check;

/**
 * What is shown of a check at a time: its {@link CheckState}, unless that is too old to
 * be repeated. At every moment a check has exactly one of these. Made by
 * {@link CheckSnapshot#shown(long)} and nowhere else.
 *
 * @since 0.1.0
 */
public enum ShownState {

	/**
	 * No result has decided yet.
	 */
	UNKNOWN,

	/**
	 * Works.
	 */
	PASSING,

	/**
	 * Does not work.
	 */
	FAILING,

	/**
	 * Worked when last seen, which is longer ago than {@link CheckPolicy#maxAge()}:
	 * counts as failing.
	 */
	STALE;

	/**
	 * Whether a check in this state is failing for whoever asks only whether it works.
	 * @return whether it fails or has not been heard of for too long; not if nothing is
	 * known yet
	 */
	public boolean isFailing() {
		return this == FAILING || this == STALE;
	}

}
