package dev.probity.benchmark.pool;

import java.time.Duration;
import java.util.Locale;

import tools.jackson.databind.json.JsonMapper;

/**
 * What came of one request to a probe.
 *
 * @param at when it was sent, from the first one on
 * @param latency how long it took
 * @param status the HTTP status, or {@link #NONE}
 * @param body the JSON, or what has gone wrong
 */
record Answer(Duration at, Duration latency, int status, String body) {

	/** No answer, at least not in time. */
	static final int NONE = 0;

	// the default timeoutSeconds
	private static final Duration KUBELET = Duration.ofSeconds(1);

	/**
	 * Whether a kubelet would have given up before.
	 */
	boolean isLate() {
		return this.latency.compareTo(KUBELET) > 0;
	}

	/**
	 * The status with the word for it: 200 DEGRADED.
	 */
	String verdict() {
		if (this.status == NONE) {
			return "no answer";
		}
		return "%d %s".formatted(this.status, JsonMapper.shared().readTree(this.body).path("status").asString());
	}

	String line() {
		return String.format(Locale.ROOT, "%.1f s, %d ms, %d, %s", this.at.toMillis() / 1000.0, this.latency.toMillis(),
				this.status, this.body);
	}

}
