package dev.probity.event;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

import dev.probity.change.VerdictChange;
import dev.probity.lifecycle.LivenessHold;
import dev.probity.text.Durations;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * One log line when an operator holds liveness, a warning, and one when that has come to
 * an end.
 */
final class HoldLogger {

	private static final Log logger = LogFactory.getLog(HoldLogger.class);

	private HoldLogger() {
	}

	/**
	 * Whether a change begins a hold, or ends or replaces one.
	 */
	static boolean isOne(VerdictChange change) {
		return !Objects.equals(change.before().hold(), change.after().hold());
	}

	/**
	 * Whether it changes nothing else.
	 */
	static boolean isNothingElse(VerdictChange change) {
		return isOne(change) && change.before().status() == change.after().status()
				&& change.before().reasons().equals(change.after().reasons());
	}

	static void onChange(VerdictChange change) {
		LivenessHold before = change.before().hold();
		LivenessHold after = change.after().hold();
		if (!isOne(change)) {
			return;
		}
		if (after != null) {
			logger.warn("Liveness is held for %s, and answers 200 whatever its verdict: %s (until %s)".formatted(
					Durations.elapsed(after.timeToLive()), after.reason(),
					after.until().truncatedTo(ChronoUnit.SECONDS)));
		}
		else if (before != null) {
			Duration lasted = Duration.between(before.since(), change.at());
			logger.info("Liveness is no longer held: %s after %s, it answers what its verdict is again".formatted(
					(lasted.compareTo(before.timeToLive()) < 0) ? "withdrawn" : "expired", Durations.elapsed(lasted)));
		}
	}

}
