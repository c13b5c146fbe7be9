package dev.probity.kubernetes;

import java.time.Duration;

/**
 * Why this process would have ended if it ended now.
 *
 * @param reason see {@link EndReason}
 * @param held for how long the end was put off, since earlier restarts had not helped
 * @param words the same for people
 */
record Finding(String reason, Duration held, String words) {

	static Finding of(String reason, String words) {
		return new Finding(reason, Duration.ZERO, words);
	}

}
