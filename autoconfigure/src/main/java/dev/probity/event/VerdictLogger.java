package dev.probity.event;

import java.util.Locale;
import java.util.stream.Collectors;

import dev.probity.lifecycle.ReadinessOverride.Forced;
import dev.probity.probe.Criticality;
import dev.probity.probe.ProbeStatus;
import dev.probity.probe.ProbeType;
import dev.probity.probe.VerdictChange;
import dev.probity.probe.VerdictChange.Extent;
import dev.probity.probe.VerdictChangeListener;
import dev.probity.probe.VerdictReason;
import dev.probity.probe.VerdictReason.Cause;
import dev.probity.text.Durations;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * One log line for each change of what a liveness or readiness probe answers, with the
 * causes: a warning for the worse. What it would answer if its shadows acted is told by
 * lines of their own. What a failing check said is in the line of the check and not
 * repeated. Changes that others tell, and changes of the causes alone, are one line each
 * at debug level.
 *
 * @since 0.1.0
 */
public final class VerdictLogger implements VerdictChangeListener {

	private static final Log logger = LogFactory.getLog(VerdictLogger.class);

	@Override
	public void onChange(VerdictChange change) {
		if (change.extent() == Extent.REASONS || change.probe().type() == ProbeType.STARTUP || isShutdown(change)) {
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
			logger.info("Shadow: probe '%s' would be %s: %s".formatted(probe, change.after().status(), causes(change)));
		}
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
		String causes = causes(change);
		return "Probe '%s' %s after %s%s".formatted(change.probe().name(), moved(change),
				Durations.elapsed(change.lasted()), causes.isEmpty() ? "" : ": " + causes);
	}

	private static String moved(VerdictChange change) {
		return switch (change.extent()) {
			case STATUS -> "went from %s to %s".formatted(change.before().status(), change.after().status());
			case REASONS -> "is still " + change.after().status();
		};
	}

	private static String causes(VerdictChange change) {
		return change.after().reasons().stream().map(VerdictLogger::inWords).collect(Collectors.joining(", "));
	}

	private static String inWords(VerdictReason reason) {
		return switch (reason.cause()) {
			case LAME_DUCK -> "lame duck";
			case STOPPED -> "stopped";
			case STARTING -> "waiting for " + reason.subject();
			case OVERRIDE -> "overridden " + byWhat(reason.override());
			case REFUSING_TRAFFIC -> "the application refuses traffic";
			case BROKEN -> "the application reports LivenessState.BROKEN";
			case DEFERRED -> "%s is FAILING%s, readiness will be withdrawn within the stagger time"
				.formatted(reason.subject(), inBrackets(reason.criticality()));
			case HELD -> "%s is FAILING%s, held: %s".formatted(reason.subject(), inBrackets(reason.criticality()),
					reason.held());
			case FAILED_OPEN -> "%s is FAILING%s, ignored: its not-ready budget (fail-open-after) is used up"
				.formatted(reason.subject(), inBrackets(reason.criticality()));
			case RESUMING ->
				"%s has no result yet after a pause%s".formatted(reason.subject(), inBrackets(reason.criticality()));
			case FAILING, DEGRADED, UNKNOWN, STALE ->
				"%s is %s%s".formatted(reason.subject(), reason.cause(), inBrackets(reason.criticality()));
		};
	}

	private static String byWhat(@Nullable Forced override) {
		return (override != null) ? "as " + OverrideLogger.inWords(override) : "by an operator";
	}

	private static String inBrackets(@Nullable Criticality criticality) {
		return (criticality != null) ? " (" + criticality.name().toLowerCase(Locale.ROOT) + ")" : "";
	}

}
