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
	OBSERVED;

	/**
	 * Whether such a check can change the verdict of the probe.
	 * @return whether it shows there if it fails
	 */
	public boolean counts() {
		return this != OBSERVED;
	}

	/**
	 * Whether this is at least as grave as another one.
	 */
	boolean isAsGraveAs(Criticality other) {
		return compareTo(other) <= 0;
	}

}
