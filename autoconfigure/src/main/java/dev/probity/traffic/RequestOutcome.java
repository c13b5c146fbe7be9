package dev.probity.traffic;

/**
 * The outcome of a request.
 *
 * @since 0.1.0
 */
public enum RequestOutcome {

	/**
	 * Answered as it should be; a mistake of the client's is, too.
	 */
	SUCCESS,

	/**
	 * Not answered as it should have been, and not by the client's fault.
	 */
	FAILURE,

	/**
	 * Neither: as if the request had never come.
	 */
	IGNORED

}
