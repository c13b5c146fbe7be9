package dev.probity.probe;

/**
 * What a probe answers.
 *
 * @since 0.1.0
 */
public enum ProbeStatus {

	/**
	 * All is well.
	 */
	UP,

	/**
	 * Serving, without something optional.
	 */
	DEGRADED,

	/**
	 * Something required is broken, or has not been heard of for too long.
	 */
	DOWN,

	/**
	 * Not meant to be used now: starting, leaving, told so, or nothing is known yet of
	 * something required.
	 */
	OUT_OF_SERVICE;

	/**
	 * The answer over HTTP.
	 * @return 200 or 503
	 */
	public int httpStatus() {
		return switch (this) {
			case UP, DEGRADED -> 200;
			case DOWN, OUT_OF_SERVICE -> 503;
		};
	}

}
