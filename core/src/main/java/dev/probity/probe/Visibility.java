package dev.probity.probe;

/**
 * How much of a probe a caller may see. What comes later includes what comes before.
 *
 * @since 0.1.0
 */
public enum Visibility {

	/**
	 * The status and nothing else.
	 */
	STATUS,

	/**
	 * Which checks there are and how each stands, but not why.
	 */
	COMPONENTS,

	/**
	 * Everything.
	 */
	DETAILS

}
