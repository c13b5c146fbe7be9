package dev.probity.event;

import java.time.temporal.ChronoUnit;
import java.util.Locale;

import dev.probity.lifecycle.ReadinessOverride;
import dev.probity.lifecycle.ReadinessOverride.Forced;
import dev.probity.lifecycle.ReadinessOverrideChange;
import dev.probity.lifecycle.ReadinessOverrideListener;
import dev.probity.text.Durations;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * One log line when an operator decides on readiness, a warning, and one when that has
 * come to an end.
 *
 * @since 0.1.0
 */
public final class OverrideLogger implements ReadinessOverrideListener {

	private static final Log logger = LogFactory.getLog(OverrideLogger.class);

	@Override
	public void onChange(ReadinessOverrideChange change) {
		if (change.after() instanceof Forced forced) {
			logger.warn("Readiness is overridden as %s (until %s)".formatted(inWords(forced),
					forced.until().truncatedTo(ChronoUnit.SECONDS)));
		}
		else {
			logger.info("Readiness is no longer overridden as %s: %s after %s, the checks decide readiness again"
				.formatted(inWords(change.before().mode()), ended(change), Durations.elapsed(change.lasted())));
		}
	}

	private static String ended(ReadinessOverrideChange change) {
		String how = change.occasion().name().toLowerCase(Locale.ROOT);
		return (change.reason() != null) ? how + " (" + change.reason() + ")" : how;
	}

	private static String inWords(Forced forced) {
		return "%s for %s: %s".formatted(inWords(forced.mode()), Durations.elapsed(forced.timeToLive()),
				forced.reason());
	}

	private static String inWords(ReadinessOverride.Mode mode) {
		return mode.name().toLowerCase(Locale.ROOT).replace('_', ' ');
	}

}
