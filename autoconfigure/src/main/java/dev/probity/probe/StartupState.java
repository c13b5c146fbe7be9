package dev.probity.probe;

/**
 * Whether the instance has come up. A latch: complete stays complete.
 *
 * @since 0.1.0
 */
public enum StartupState {

	/**
	 * Something is outstanding.
	 */
	PENDING,

	/**
	 * It has come up.
	 */
	COMPLETE

}
