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
	 * Whether the answer is yes.
	 * @return whether whoever asks may go on using the instance
	 */
	public boolean passes() {
		return switch (this) {
			case UP, DEGRADED -> true;
			case DOWN, OUT_OF_SERVICE -> false;
		};
	}

	/**
	 * The answer over HTTP, unless {@link ProbeHttpStatus} says otherwise of the verdict.
	 * @return 200 if it passes, otherwise 503
	 */
	public int httpStatus() {
		return passes() ? 200 : 503;
	}

}
