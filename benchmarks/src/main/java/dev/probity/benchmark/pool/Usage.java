package dev.probity.benchmark.pool;

import java.time.Duration;

/**
 * What the callers do to the pool: 40 of them, each of which asks again as soon as it has
 * an answer, so that all connections are in use all the time.
 */
enum Usage {

	/** The pool is full, and moves. */
	SLOW(Duration.ofSeconds(4)),

	/** The pool is full, and nothing moves for longer than anybody waits. */
	STUCK(Duration.ofSeconds(40));

	static final int CALLERS = 40;

	private final Duration query;

	Usage(Duration query) {
		this.query = query;
	}

	/**
	 * Returns how long each query takes.
	 */
	Duration query() {
		return this.query;
	}

	String label() {
		return "%d s".formatted(this.query.toSeconds());
	}

}
