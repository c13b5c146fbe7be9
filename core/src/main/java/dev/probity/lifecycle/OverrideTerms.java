package dev.probity.lifecycle;

import java.time.Duration;

import dev.probity.detail.Secrets;
import dev.probity.text.Durations;
import dev.probity.text.VisibleText;

/**
 * Validates the values of an override. Invalid ones are rejected, not corrected.
 */
final class OverrideTerms {

	private static final int LONGEST_REASON = 200;

	private static final Duration SHORTEST_TIME_TO_LIVE = Duration.ofSeconds(1);

	private static final Duration LONGEST_TIME_TO_LIVE = Duration.ofHours(24);

	private static final Duration LONGEST_HOLD = Duration.ofHours(1);

	private OverrideTerms() {
	}

	/**
	 * A reason as it may be logged and shown.
	 */
	static String reason(String reason) {
		if (reason == null || reason.isBlank()) {
			throw new IllegalArgumentException(
					"'reason' is missing or blank: say why, for example \"draining node 7\"");
		}
		String text = reason.strip();
		if (text.length() > LONGEST_REASON) {
			throw new IllegalArgumentException("'reason' must have at most %2$d characters, but has %1$d"
				.formatted(text.length(), LONGEST_REASON));
		}
		VisibleText.firstUnseen(text).ifPresent((unseen) -> {
			throw new IllegalArgumentException(("'reason' has the invisible character U+%04X, which could forge lines "
					+ "of a log: write one line of visible text")
				.formatted(unseen));
		});
		return Secrets.scrubbedLine(text);
	}

	static Duration timeToLive(Duration timeToLive) {
		return timeToLive("override", timeToLive, LONGEST_TIME_TO_LIVE);
	}

	static Duration timeOfHold(Duration timeToLive) {
		return timeToLive("hold", timeToLive, LONGEST_HOLD);
	}

	private static Duration timeToLive(String what, Duration timeToLive, Duration longest) {
		if (timeToLive == null || timeToLive.compareTo(SHORTEST_TIME_TO_LIVE) < 0
				|| timeToLive.compareTo(longest) > 0) {
			throw new IllegalArgumentException(("'timeToLive' is %s, but must be from 1s to %s, so that a forgotten %s "
					+ "expires: renew it before it does")
				.formatted((timeToLive != null) ? Durations.exact(timeToLive) : "missing",
						longest.equals(LONGEST_TIME_TO_LIVE) ? "24h" : Durations.exact(longest), what));
		}
		return timeToLive;
	}

}
