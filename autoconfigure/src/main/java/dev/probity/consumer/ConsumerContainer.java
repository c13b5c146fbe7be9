package dev.probity.consumer;

import org.jspecify.annotations.Nullable;

/**
 * The container of one message listener, whatever the broker. What is done here is kept
 * apart from what the application does with the same container. Its methods may block and
 * throw.
 */
interface ConsumerContainer {

	/**
	 * What is wrapped, by which it is recognised.
	 */
	Object identity();

	/**
	 * The id of the listener.
	 */
	String id();

	/**
	 * The id of the listener whose retry topic it consumes, if it does.
	 */
	@Nullable String mainId();

	/**
	 * How its being held is called: "paused" or "stopped".
	 */
	String heldWord();

	/**
	 * Whether it can be held at all.
	 */
	boolean canBeHeld();

	/**
	 * Whether it has been started and not stopped.
	 */
	boolean isRunning();

	/**
	 * Whether nothing of it consumes, by what has been done here.
	 */
	boolean isHeld();

	/**
	 * Keep it from consuming. What it is at is finished.
	 */
	void hold();

	/**
	 * Whether {@link #release()} can be done now, and what {@link #hold()} has begun is
	 * finished.
	 */
	default boolean canBeReleased() {
		return true;
	}

	/**
	 * Take back {@link #hold()}.
	 * @return whether it consumes now; not if somebody else has paused or stopped it
	 */
	boolean release();

	/**
	 * It has been stopped since with all others, and is about to be started with them:
	 * nothing that has been done here is to last.
	 */
	void forget();

	/**
	 * Whether it is to start by itself with the application.
	 */
	boolean startsByItself();

	/**
	 * Have it not start by itself.
	 */
	void deferStart();

	/**
	 * Take back {@link #deferStart()}: next time it starts by itself again.
	 */
	void restoreStart();

	/**
	 * Start it, as it would have by itself.
	 */
	void start();

	/**
	 * Stop it, as its context would, which may start it again.
	 */
	void stop();

	/**
	 * Prepare it, before it starts if that can be, for the end of the application.
	 */
	default void prepare() {
	}

	/**
	 * Prepare it, before it starts, to be held.
	 */
	default void prepareToBeHeld() {
	}

	/**
	 * Stop it for good. Returns at once.
	 * @param done called when what it is at is finished
	 */
	void leave(Runnable done);

}
