package dev.probity.sample.probes;

import java.time.Duration;

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

	boolean isUp() {
		return this.status == 200;
	}

}
