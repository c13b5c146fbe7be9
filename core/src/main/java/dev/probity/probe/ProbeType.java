package dev.probity.probe;

/**
 * The question a probe answers, in the words of Kubernetes.
 *
 * @since 0.1.0
 */
public enum ProbeType {

	/**
	 * Would a restart help? Includes nothing outside the process.
	 */
	LIVENESS,

	/**
	 * Should this instance get traffic now?
	 */
	READINESS,

	/**
	 * Has the instance started? Once it has, the answer never changes back.
	 */
	STARTUP

}
