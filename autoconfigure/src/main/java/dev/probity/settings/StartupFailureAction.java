package dev.probity.settings;

/**
 * What to do if a required startup task fails.
 *
 * @since 0.1.0
 */
public enum StartupFailureAction {

	/**
	 * End the JVM with an exit code other than 0, so that the platform can start it
	 * again.
	 */
	EXIT,

	/**
	 * Go on running, never ready, and say why.
	 */
	STAY_DOWN

}
