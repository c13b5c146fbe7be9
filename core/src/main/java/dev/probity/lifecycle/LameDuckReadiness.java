package dev.probity.lifecycle;

/**
 * The readiness during the lame duck.
 *
 * @since 0.1.0
 */
public enum LameDuckReadiness {

	/**
	 * Not ready, whatever the checks say.
	 */
	WITHDRAWN,

	/**
	 * What it would be if the instance did not leave: for callers that know by themselves
	 * that it does.
	 */
	KEPT

}
