package dev.probity.engine;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts the notifications of one kind that wait for the listeners, and those that were
 * dropped. Never waits itself. Thread-safe.
 */
final class Backlog {

	private static final int CAPACITY = 1024;

	private final String kind;

	private final Semaphore room = new Semaphore(CAPACITY);

	private final AtomicLong lost = new AtomicLong();

	/**
	 * An empty backlog.
	 * @param kind what waits there
	 */
	Backlog(String kind) {
		this.kind = kind;
	}

	boolean hasRoomForOneMore() {
		boolean admitted = this.room.tryAcquire();
		if (!admitted) {
			this.lost.incrementAndGet();
		}
		return admitted;
	}

	void leave() {
		this.room.release();
	}

	/**
	 * Leave without having been there: there was no memory for it.
	 */
	void lose() {
		leave();
		this.lost.incrementAndGet();
	}

	/**
	 * How many have been lost since this was asked last.
	 */
	long lost() {
		return this.lost.getAndSet(0);
	}

	String kind() {
		return this.kind;
	}

}
