package dev.probity.test.fault;

import java.time.Duration;
import java.util.regex.Pattern;

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

	private static final Pattern WORD = Pattern.compile("\"status\":\"(\\w+)\"");

	/**
	 * Whether the probe says that it passes. A login page, or where to find one, is what
	 * somebody else says.
	 */
	boolean passes() {
		return this.status == 200 && WORD.matcher(this.body).find();
	}

	boolean isDown() {
		return this.status == 503;
	}

	boolean isDegraded() {
		return passes() && word().equals("DEGRADED");
	}

	boolean isUp() {
		return passes() && !isDegraded();
	}

	/**
	 * What the probe says in a word, or what there is instead. A health group that does
	 * not begin with its own status ends with it, and has those of its parts before.
	 */
	String word() {
		return WORD.matcher(this.body)
			.results()
			.map((word) -> word.group(1))
			.reduce((first, next) -> this.body.startsWith("{\"status\"") ? first : next)
			.orElseGet(() -> (this.status == NONE) ? "no answer" : String.valueOf(this.status));
	}

	@Override
	public String toString() {
		return (this.status == NONE) ? "no answer (%s)".formatted(this.body) : this.status + " " + this.body;
	}

}
