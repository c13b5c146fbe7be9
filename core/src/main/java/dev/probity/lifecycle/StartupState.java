package dev.probity.lifecycle;

/**
 * Whether the instance has come up. A latch: complete stays complete.
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
