package dev.probity.event;

import java.util.Locale;
import java.util.stream.Collectors;

import dev.probity.probe.Criticality;
import dev.probity.probe.ProbeStatus;
import dev.probity.probe.ProbeType;
import dev.probity.probe.ReadinessOverride.Forced;
import dev.probity.probe.VerdictChange;
import dev.probity.probe.VerdictChange.Extent;
import dev.probity.probe.VerdictChangeListener;
import dev.probity.probe.VerdictReason;
import dev.probity.probe.VerdictReason.Cause;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * One log line for each change of what a liveness or readiness probe answers, with the
 * causes: a warning for the worse. What a failing check said is in the line of the check
 * and not repeated. Changes that others tell, and changes of the causes alone, are one
 * line each at debug level.
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

	/**
	 * The lame duck, or Spring Boot, says so itself.
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
			case OUT_OF_SERVICE -> before.httpStatus() == 200 && !isItsOwnWish(change);
		};
	}

	/**
	 * The application says that it wants no traffic: Spring Boot has it say so at the
	 * beginning of each shutdown.
	 */
	private static boolean isItsOwnWish(VerdictChange change) {
		return change.after().reasons().stream().allMatch((reason) -> reason.cause() == Cause.REFUSING_TRAFFIC);
	}

	private static String line(VerdictChange change) {
		String causes = change.after().reasons().stream().map(VerdictLogger::inWords).collect(Collectors.joining(", "));
		return "Probe '%s' %s after %s%s".formatted(change.probe().name(), moved(change),
				Elapsed.print(change.lasted()), causes.isEmpty() ? "" : ": " + causes);
	}

	private static String moved(VerdictChange change) {
		return switch (change.extent()) {
			case STATUS -> "went from %s to %s".formatted(change.before().status(), change.after().status());
			case REASONS -> "is still " + change.after().status();
		};
	}

	static String inWords(VerdictReason reason) {
		return switch (reason.cause()) {
			case LAME_DUCK -> "lame duck";
			case STOPPED -> "stopped";
			case STARTING -> "waiting for " + reason.subject();
			case OVERRIDE -> "overridden " + byWhat(reason.override());
			case REFUSING_TRAFFIC -> "the application refuses traffic";
			case BROKEN -> "the application says it is broken";
			case DEFERRED -> "%s is FAILING%s, and takes readiness away soon".formatted(reason.subject(),
					inBrackets(reason.criticality()));
			case FAILED_OPEN ->
				"%s is FAILING%s, but fails open: it has kept the instance from being ready for as long as it may"
					.formatted(reason.subject(), inBrackets(reason.criticality()));
			case RESUMING ->
				"%s is awaited after a pause%s".formatted(reason.subject(), inBrackets(reason.criticality()));
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
