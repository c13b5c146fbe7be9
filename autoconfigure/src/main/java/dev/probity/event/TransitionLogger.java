package dev.probity.event;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

import dev.probity.check.CheckResult;
import dev.probity.check.CheckState;
import dev.probity.check.StateTransition;
import dev.probity.check.StateTransitionListener;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * One log line for each change of a check's state.
 *
 * @since 0.1.0
 */
public final class TransitionLogger implements StateTransitionListener {

	private static final Log logger = LogFactory.getLog(TransitionLogger.class);

	@Override
	public void onTransition(StateTransition transition) {
		String line = line(transition);
		if (transition.after().state() == CheckState.FAILING) {
			logger.warn(line);
		}
		else {
			logger.info(line);
		}
	}

	private static String line(StateTransition transition) {
		CheckResult result = transition.after().lastResult();
		String reason = (result != null && result.reason() != null) ? ": " + result.reason() : "";
		return "Check '%s' went from %s to %s after %s%s".formatted(transition.check(), transition.before().state(),
				transition.after().state(), readable(transition.lasted()), reason);
	}

	private static String readable(Duration duration) {
		return (duration.toSeconds() < 60) ? String.format(Locale.ROOT, "%.1fs", duration.toMillis() / 1000.0)
				: duration.truncatedTo(ChronoUnit.SECONDS).toString().substring(2).toLowerCase(Locale.ROOT);
	}

}
