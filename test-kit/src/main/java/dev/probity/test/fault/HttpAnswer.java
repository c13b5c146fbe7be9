package dev.probity.test.fault;

import java.time.Duration;
import java.util.regex.Matcher;
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

	/**
	 * What the probe says in a word, or what there is instead.
	 */
	String word() {
		Matcher word = WORD.matcher(this.body);
		return word.find() ? word.group(1) : (this.status == NONE) ? "no answer" : String.valueOf(this.status);
	}

	@Override
	public String toString() {
		return (this.status == NONE) ? "no answer (%s)".formatted(this.body) : this.status + " " + this.body;
	}

}
