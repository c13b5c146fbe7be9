package dev.probity.fleet;

/**
 * What one peer says of a check that it ran just now.
 *
 * @since 0.1.0
 */
public enum Opinion {

	/** The check passed there. */
	PASSING,

	/** The check failed there. */
	FAILING,

	/** The peer has no such check, knows nothing of it, or did not answer in time. */
	NONE

}
