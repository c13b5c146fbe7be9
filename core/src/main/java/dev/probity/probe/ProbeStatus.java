package dev.probity.probe;

/**
 * The status of a probe.
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
	 * Must not be used now: starting, shutting down, overridden, or a required check has
	 * no result yet.
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
