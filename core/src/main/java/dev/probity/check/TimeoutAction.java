package dev.probity.check;

/**
 * The action on a run that has exceeded its timeout. It counts as failed either way, and
 * no other begins before it has ended or has been stuck for three deadlines.
 *
 * @since 0.1.0
 */
public enum TimeoutAction {

	/**
	 * Leave it alone: not all code bears an interrupt, and a broken connection or a
	 * closed channel may be what it leaves behind.
	 */
	LEAVE,

	/**
	 * Interrupt its thread.
	 */
	INTERRUPT

}
