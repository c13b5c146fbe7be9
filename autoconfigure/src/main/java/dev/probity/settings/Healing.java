package dev.probity.settings;

/**
 * What is done about a client that is at fault, short of a restart.
 *
 * @since 0.1.0
 */
public enum Healing {

	/** Nothing. */
	NONE,

	/**
	 * Connections that nobody uses at the moment are given up, so that new ones are
	 * opened.
	 */
	EVICT

}
