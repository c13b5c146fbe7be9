package dev.probity.event;

import dev.probity.check.CheckChange;
import dev.probity.check.CheckResult;
import dev.probity.check.CheckSnapshot;
import dev.probity.check.CheckState;
import dev.probity.check.Diagnosis;
import dev.probity.check.DiagnosisChange;
import dev.probity.check.StateTransitionListener;
import dev.probity.settings.LoggedTransitions;
import dev.probity.text.Durations;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * One log line for each change of a check's state: a warning if it fails now, an info if
 * it has failed before. That a check passes at the start is as it should be, and a line
 * at debug level unless all is to be logged, as are results that change nothing.
 *
 * @since 0.1.0
 */
public final class TransitionLogger implements StateTransitionListener {

	private static final Log logger = LogFactory.getLog(TransitionLogger.class);

	private final LoggedTransitions logged;

	/**
	 * Log what has failed, and what works again.
	 */
	public TransitionLogger() {
		this(LoggedTransitions.CHANGES);
	}

	TransitionLogger(LoggedTransitions logged) {
		this.logged = logged;
	}

	@Override
	public void onTransition(CheckChange transition) {
		String line = "Check '%s' went from %s to %s after %s%s".formatted(transition.check(),
				transition.before().state(), transition.after().state(), Durations.elapsed(transition.lasted()),
				outcome(transition.after()));
		CheckState before = transition.before().state();
		CheckState after = transition.after().state();
		if (after == CheckState.FAILING) {
			logger.warn(line);
		}
		else if (before == CheckState.FAILING || this.logged == LoggedTransitions.ALL) {
			logger.info(line);
		}
		else {
			logger.debug(line);
		}
	}

	@Override
	public void onResult(CheckChange result) {
		if (!result.isTransition() && logger.isDebugEnabled()) {
			logger.debug(
					"Check '%s' stays %s%s".formatted(result.check(), result.after().state(), outcome(result.after())));
		}
	}

	/**
	 * A dependency that is down is told anyway by the change of the check.
	 */
	@Override
	public void onDiagnosis(DiagnosisChange change) {
		Diagnosis after = change.after();
		if (after == null) {
			logger.info("Check '%s' has no finding any more".formatted(change.check()));
			return;
		}
		String line = "Check '%s' is %s: %s".formatted(change.check(), after.finding(), after.sentence());
		if (after.explainsMore()) {
			logger.warn(line);
		}
		else {
			logger.info(line);
		}
	}

	private static String outcome(CheckSnapshot snapshot) {
		CheckResult result = snapshot.lastResult();
		if (result == null) {
			return "";
		}
		String streak = (result instanceof CheckResult.Inconclusive) ? "inconclusive" : (snapshot.failures() > 0)
				? inARow(snapshot.failures(), "failure") : inARow(snapshot.successes(), "success");
		return " (" + streak + ")" + ((result.reason() != null) ? ": " + result.reason() : "");
	}

	private static String inARow(int results, String one) {
		return (results == 1) ? "1 " + one : results + " " + one + (one.endsWith("s") ? "es" : "s") + " in a row";
	}

}
