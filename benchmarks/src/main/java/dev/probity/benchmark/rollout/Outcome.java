package dev.probity.benchmark.rollout;

/**
 * What came of a request. There is one for each request that was sent.
 */
enum Outcome {

	/** A 200 with the whole body, and the right one. */
	OK("ok"),

	/** There was no connection to be had. */
	REFUSED("refused"),

	/** The connection was closed before anything of a response. */
	CLOSED("closed"),

	/** The connection was reset before anything of a response. */
	RESET("reset"),

	/** The response ended in its middle, or nobody can tell where it was to end. */
	TRUNCATED("truncated"),

	/** A whole response with a status of 500 or above. */
	SERVER_ERROR("5xx"),

	/** A whole response with any other status but 200. */
	OTHER_STATUS("other status"),

	/** A 200 with another body than that of the request. */
	WRONG_BODY("wrong body"),

	/** No whole response in time. */
	TIMED_OUT("timed out");

	private final String label;

	Outcome(String label) {
		this.label = label;
	}

	boolean isFailure() {
		return this != OK;
	}

	@Override
	public String toString() {
		return this.label;
	}

}
