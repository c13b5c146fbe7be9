package dev.probity.contract;

/**
 * What can be wrong with how the probes are requested. The codes stay the same from
 * release to release; <code>docs/findings.md</code> says what to do about each.
 *
 * @since 0.1.0
 */
public enum FindingCode {

	/** Nobody requests liveness. */
	NOBODY_ASKS_LIVENESS("PROBITY-101"),

	/** Nobody requests readiness. */
	NOBODY_ASKS_READINESS("PROBITY-102"),

	/** A kubelet requests the root of Actuator's health. */
	HEALTH_ROOT_AS_PROBE("PROBITY-103"),

	/** Liveness and readiness are the same path. */
	ONE_PATH_FOR_BOTH("PROBITY-104"),

	/** Liveness is requested on a port that busy request threads block. */
	LIVENESS_ON_MAIN_PORT("PROBITY-105"),

	/** Liveness gives up sooner than the process has already stood still for. */
	LIVENESS_TOO_IMPATIENT("PROBITY-106"),

	/** A probe is requested more often than once a second. */
	ASKED_TOO_OFTEN("PROBITY-107"),

	/** A probe is answered by a redirect or a refusal. */
	ANSWERED_BY_ANOTHER("PROBITY-108");

	private final String code;

	FindingCode(String code) {
		this.code = code;
	}

	/**
	 * The code.
	 * @return for example <code>PROBITY-101</code>
	 */
	public String code() {
		return this.code;
	}

}
