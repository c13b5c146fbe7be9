package dev.probity.event;

import dev.probity.change.VerdictChange;
import dev.probity.change.VerdictChange.Extent;
import dev.probity.change.VerdictChangeListener;
import dev.probity.probe.ProbeStatus;
import dev.probity.probe.ProbeType;
import dev.probity.probe.ProbeVerdict;
import dev.probity.probe.VerdictReason;
import dev.probity.probe.VerdictReason.Cause;
import dev.probity.settings.LoggedTransitions;
import dev.probity.text.Durations;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * One log line for each change of what a liveness or readiness probe answers, with the
 * causes in one sentence: a warning for the worse. What it would answer if its shadows
 * acted is told by lines of their own. That a start is over, unless all is to be logged,
 * changes that others tell, and changes of the causes alone, are one line each at debug
 * level.
 *
 * @since 0.1.0
 */
public final class VerdictLogger implements VerdictChangeListener {

	private static final Log logger = LogFactory.getLog(VerdictLogger.class);

	private final LoggedTransitions logged;

	/**
	 * Log what has become worse, and what is well again.
	 */
	public VerdictLogger() {
		this(LoggedTransitions.CHANGES);
	}

	VerdictLogger(LoggedTransitions logged) {
		this.logged = logged;
	}

	@Override
	public void onChange(VerdictChange change) {
		HoldLogger.onChange(change);
		if (HoldLogger.isNothingElse(change)) {
			return;
		}
		if (change.extent() == Extent.REASONS || change.probe().type() == ProbeType.STARTUP || isShutdown(change)
				|| isStart(change) && this.logged == LoggedTransitions.CHANGES) {
			if (logger.isDebugEnabled()) {
				logger.debug(line(change));
			}
		}
		else if (isForTheWorse(change)) {
			logger.warn(line(change));
		}
		else {
			logger.info(line(change));
		}
	}

	@Override
	public void onShadowChange(VerdictChange change) {
		if (change.extent() == Extent.REASONS) {
			return;
		}
		String probe = change.probe().name();
		if (change.before().status() != ProbeStatus.UP) {
			logger.info("Shadow: probe '%s' would have been %s for %s".formatted(probe, change.before().status(),
					Durations.elapsed(change.lasted())));
		}
		if (change.after().status() != ProbeStatus.UP) {
			logger.info("Shadow: probe '%s' would be %s, and say: %s".formatted(probe, change.after().status(),
					change.summary()));
		}
	}

	/**
	 * The start has a line of its own, and what is optional may be known a moment later.
	 */
	private static boolean isStart(VerdictChange change) {
		return change.before().status() != ProbeStatus.UP && change.after().status().passes()
				&& isNotKnownYet(change.before()) && isNotKnownYet(change.after());
	}

	private static boolean isNotKnownYet(ProbeVerdict verdict) {
		return verdict.reasons().stream().map(VerdictReason::cause).allMatch((cause) -> switch (cause) {
			case STARTING, UNKNOWN -> true;
			default -> false;
		});
	}

	/**
	 * The lame duck or Spring Boot logs this change itself.
	 */
	private static boolean isShutdown(VerdictChange change) {
		return change.after().reasons().stream().map(VerdictReason::cause).anyMatch((cause) -> switch (cause) {
			case LAME_DUCK, STOPPED -> true;
			default -> false;
		});
	}

	private static boolean isForTheWorse(VerdictChange change) {
		ProbeStatus before = change.before().status();
		return switch (change.after().status()) {
			case UP -> false;
			case DEGRADED -> before == ProbeStatus.UP;
			case DOWN -> true;
			case OUT_OF_SERVICE -> before.passes() && !isItsOwnWish(change);
		};
	}

	/**
	 * The application refuses traffic, which Spring Boot publishes at the beginning of
	 * each shutdown.
	 */
	private static boolean isItsOwnWish(VerdictChange change) {
		return change.after().reasons().stream().allMatch((reason) -> reason.cause() == Cause.REFUSING_TRAFFIC);
	}

	private static String line(VerdictChange change) {
		return "Probe '%s' %s after %s. %s".formatted(change.probe().name(), moved(change),
				Durations.elapsed(change.lasted()), change.summary());
	}

	private static String moved(VerdictChange change) {
		return switch (change.extent()) {
			case STATUS -> "went from %s to %s".formatted(change.before().status(), change.after().status());
			case REASONS -> "is still " + change.after().status();
		};
	}

}
