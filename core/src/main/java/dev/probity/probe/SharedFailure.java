package dev.probity.probe;

/**
 * What a confirmed failure of a required dependency check does to the readiness of an
 * instance that has been ready before: others may have lost the same dependency.
 *
 * @since 0.1.0
 */
public enum SharedFailure {

	/**
	 * The instance leaves: it is DOWN.
	 */
	LEAVE,

	/**
	 * The instance is only DEGRADED for a time; if the failure lasts, it leaves.
	 */
	HOLD,

	/**
	 * The instance is only DEGRADED for as long as the failure lasts.
	 */
	STAY,

	/**
	 * The instance asks its peers. It leaves if the check passes for most of them, and
	 * stays DEGRADED if it fails for most of them, too.
	 */
	ASK

}
