package dev.probity.lifecycle;

/**
 * The phase of the instance. Moves forward only.
 *
 * @since 0.1.0
 */
public enum LifecyclePhase {

	/**
	 * Not yet up: runners, startup conditions or first results are outstanding.
	 */
	STARTING,

	/**
	 * Up.
	 */
	SERVING,

	/**
	 * Going down, but still answering everything.
	 */
	LAME_DUCK,

	/**
	 * The application context is destroyed.
	 */
	STOPPED

}
