package dev.probity.probe;

/**
 * Whether the instance has come up. A latch: complete stays complete.
 */
enum StartupState {

	/**
	 * Something is outstanding.
	 */
	PENDING,

	/**
	 * It has come up.
	 */
	COMPLETE

}
