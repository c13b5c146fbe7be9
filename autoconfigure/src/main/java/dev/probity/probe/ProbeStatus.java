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
	 * Something required is broken, or not known to work.
	 */
	DOWN,

	/**
	 * Not meant to be used now: starting, leaving, or told so.
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
