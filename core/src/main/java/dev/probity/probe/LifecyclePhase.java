package dev.probity.probe;

/**
 * Where the instance is in its life. Forward only.
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
	 * Gone: the application context is destroyed.
	 */
	STOPPED

}
