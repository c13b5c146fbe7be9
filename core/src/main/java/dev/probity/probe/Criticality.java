package dev.probity.probe;

/**
 * The effect of a failing check on a probe. Set for each probe, not by the check.
 *
 * @since 0.1.0
 */
public enum Criticality {

	/**
	 * The probe is DOWN (503).
	 */
	REQUIRED,

	/**
	 * The probe is DEGRADED (200).
	 */
	OPTIONAL,

	/**
	 * Nothing: the check shows in <code>/actuator/health</code> only.
	 */
	OBSERVED

}
