package dev.probity.test.fault;

import java.time.Duration;

/**
 * What a probe has answered.
 *
 * @param askedAt when, by {@link System#nanoTime()}
 * @param took how long it took
 * @param status the status, or {@link #NONE}
 * @param body the body, or what has gone wrong
 */
record HttpAnswer(long askedAt, Duration took, int status, String body) {

	static final int NONE = -1;

	boolean passes() {
		return this.status >= 200 && this.status < 400;
	}

	boolean isDown() {
		return this.status == 503;
	}

	boolean isDegraded() {
		return passes() && this.body.contains("DEGRADED");
	}

	boolean isUp() {
		return passes() && !isDegraded();
	}

	@Override
	public String toString() {
		return (this.status == NONE) ? "no answer (%s)".formatted(this.body) : this.status + " " + this.body;
	}

}
