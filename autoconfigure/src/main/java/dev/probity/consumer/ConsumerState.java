package dev.probity.consumer;

/**
 * What Probity does with a message listener. What others have paused or stopped is their
 * affair, and no state of this kind.
 *
 * @since 0.1.0
 */
public enum ConsumerState {

	/**
	 * It has not been started yet, since something that it needs has not passed yet.
	 */
	WAITING,

	/**
	 * Nothing keeps it from consuming.
	 */
	ALLOWED,

	/**
	 * It is paused, or stopped where there is no pause, since something that it needs
	 * fails.
	 */
	HELD,

	/**
	 * What it needs has recovered, and it goes on within the time for that.
	 */
	RESUMING;

	/**
	 * Whether it consumes nothing.
	 * @return whether Probity keeps it from consuming
	 */
	public boolean isHeld() {
		return this != ALLOWED;
	}

}
