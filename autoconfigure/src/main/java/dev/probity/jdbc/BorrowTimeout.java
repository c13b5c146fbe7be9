package dev.probity.jdbc;

/**
 * How long callers wait for a connection of one pool, which can be set at run time. For
 * callers that come later: who waits already goes on waiting.
 */
interface BorrowTimeout {

	/** Callers wait for as long as it takes. */
	long WITHOUT_END = Long.MAX_VALUE;

	/**
	 * What is told apart from other pools.
	 */
	Object pool();

	/**
	 * The pool's name for the log.
	 */
	String name();

	/**
	 * The time in milliseconds, or {@link #WITHOUT_END}.
	 */
	long millis();

	/**
	 * Set the time.
	 * @param millis the time in milliseconds, or {@link #WITHOUT_END}
	 */
	void set(long millis);

	/**
	 * The shortest time in milliseconds that the pool accepts.
	 */
	default long least() {
		return 1;
	}

}
