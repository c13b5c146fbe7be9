package dev.probity.sample.probes;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What came of one request.
 *
 * @param path what was asked for
 * @param at when it was sent, counted from the start of the observation
 * @param latency how long it took
 * @param status the status, or {@link #NONE}
 * @param text headers and body
 */
record Answer(String path, Duration at, Duration latency, int status, String text) {

	/** No whole answer within the timeout. */
	static final int NONE = 0;

	// that of the whole is the last one, components have theirs before
	private static final Pattern VERDICT = Pattern.compile("(?s).*\"status\":\"(\\w+)\"}");

	/**
	 * The status with the verdict of a probe: 200 DEGRADED.
	 */
	String verdict() {
		Matcher verdict = VERDICT.matcher(this.text);
		return verdict.find() ? this.status + " " + verdict.group(1) : String.valueOf(this.status);
	}

}
