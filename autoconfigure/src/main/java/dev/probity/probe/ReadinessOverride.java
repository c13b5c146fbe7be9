package dev.probity.probe;

/**
 * What an operator has said about readiness.
 *
 * @since 0.1.0
 */
public enum ReadinessOverride {

	/**
	 * Nothing: the checks decide.
	 */
	NONE,

	/**
	 * Ready whatever the checks say, as long as the instance is up and not leaving.
	 */
	READY,

	/**
	 * Not ready whatever the checks say.
	 */
	NOT_READY

}
