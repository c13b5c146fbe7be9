package dev.probity.settings;

/**
 * Which changes of checks and probes are logged at level INFO.
 */
public enum LoggedTransitions {

	/**
	 * Everything, also that a check passes and a probe is UP for the first time.
	 */
	ALL,

	/**
	 * What has failed, and what works again. The start is one line.
	 */
	CHANGES

}
