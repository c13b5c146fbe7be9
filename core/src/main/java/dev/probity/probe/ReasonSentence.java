package dev.probity.probe;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import dev.probity.detail.Secrets;
import dev.probity.lifecycle.ReadinessOverride.Forced;
import dev.probity.lifecycle.RestartPause;
import dev.probity.probe.ProbeReport.Ending;
import dev.probity.probe.ProbeReport.Member;
import dev.probity.probe.ProbeReport.Streak;
import dev.probity.probe.VerdictReason.Cause;
import dev.probity.text.Durations;
import dev.probity.text.VisibleText;
import org.jspecify.annotations.Nullable;

/**
 * The reasons for a verdict as a part of a sentence: the first with all that is known of
 * it, the others in brief.
 *
 * @param report what is known
 * @param visibility how much of it may be told
 */
record ReasonSentence(ProbeReport report, Visibility visibility) {

	private static final int LONGEST_TEXT = 200;

	private static final int MOST_OTHERS = 3;

	/**
	 * The reasons of a verdict that has some.
	 * @param type what the probe asks
	 */
	String of(ProbeType type) {
		List<VerdictReason> reasons = this.report.verdict().reasons();
		VerdictReason first = reasons.get(0);
		if (first.cause() == Cause.STARTING) {
			return starting(reasons);
		}
		Member member = this.report.memberOf(first);
		String decisive = (member != null) ? check(member, first) + outlook(type, member) : words(first);
		List<VerdictReason> others = reasons.subList(1, reasons.size());
		if (others.isEmpty()) {
			return decisive;
		}
		String more = (others.size() > MOST_OTHERS) ? " and %d more".formatted(others.size() - MOST_OTHERS) : "";
		return others.stream()
			.limit(MOST_OTHERS)
			.map(this::brief)
			.collect(Collectors.joining(", ", decisive + "; also ", more));
	}

	private String starting(List<VerdictReason> conditions) {
		if (this.visibility != Visibility.DETAILS) {
			return (conditions.size() == 1) ? "waits for 1 condition"
					: "waits for %d conditions".formatted(conditions.size());
		}
		return conditions.stream()
			.map((condition) -> Secrets.scrubbedLine(String.valueOf(this.report.subjectOf(condition))))
			.collect(Collectors.joining(", ", "waits for ", ""));
	}

	private String brief(VerdictReason reason) {
		Member member = this.report.memberOf(reason);
		return (member != null) ? name(member.name(), member.criticality()) + " " + brief(member, reason.cause())
				: words(reason);
	}

	private String check(Member member, VerdictReason reason) {
		String text = name(member.name(), member.criticality()) + " " + brief(member, reason.cause());
		if (member.reason() != null && member.streak().ending() != Ending.TIMEOUT) {
			text += inBrackets(member.reason());
		}
		return switch (reason.cause()) {
			case FAILING -> text + lastWorked(member.streak());
			case HELD -> text + lastWorked(member.streak()) + ", held: " + reason.held();
			case RESTART_PAUSED -> text + restart(reason.pause());
			case DEFERRED -> text + lastWorked(member.streak()) + ", readiness is withdrawn within the stagger time";
			case FAILED_OPEN ->
				text + lastWorked(member.streak()) + ", ignored: its not-ready budget (fail-open-after) is used up";
			default -> text;
		};
	}

	private static String restart(@Nullable RestartPause pause) {
		return (pause == null) ? ", no restart is asked for"
				: ", no restart is asked for before it has failed for %s: %s".formatted(Durations.exact(pause.pause()),
						pause.inWords());
	}

	private static String brief(Member member, Cause cause) {
		return switch (cause) {
			case DEGRADED -> "works only in part";
			case UNKNOWN -> "has no result yet";
			case RESUMING -> "has no result yet after a pause";
			case STALE -> "has had no result for " + Durations.brief(member.age());
			default -> failed(member.streak());
		};
	}

	private static String failed(Streak streak) {
		if (streak.failures() == 0) {
			return "is recovering";
		}
		String how = (streak.ending() == Ending.TIMEOUT) ? "timed out" : "failed";
		return how + ((streak.failures() == 1) ? " once" : " %d times".formatted(streak.failures()));
	}

	private static String lastWorked(Streak streak) {
		Duration worked = streak.sinceWorked();
		return (streak.failures() == 0) ? ""
				: (worked != null) ? ", last worked %s ago".formatted(Durations.brief(worked)) : ", has never worked";
	}

	/**
	 * What comes next. A check is ready again for the whole probe only if nothing else
	 * stands in its way.
	 */
	private String outlook(ProbeType type, Member member) {
		Streak streak = member.streak();
		Duration next = streak.untilNextRun();
		String outlook = (next == null) ? ""
				: next.isZero() ? "; is looking again now" : "; looks again in " + Durations.elapsed(next);
		if (member.condition() != Cause.FAILING || streak.successesLeft() == 0) {
			return outlook;
		}
		boolean decides = type == ProbeType.READINESS && this.report.verdict().status() == ProbeStatus.DOWN
				&& this.report.verdict().reasons().stream().filter(ReasonSentence::keepsFromReady).count() == 1;
		return outlook + "; %s after %d %s".formatted(decides ? "ready" : "passes", streak.successesLeft(),
				(streak.successesLeft() == 1) ? "success" : "successes");
	}

	private static boolean keepsFromReady(VerdictReason reason) {
		return reason.criticality() == Criticality.REQUIRED && switch (reason.cause()) {
			case HELD, DEGRADED, DEFERRED, FAILED_OPEN -> false;
			default -> true;
		};
	}

	/**
	 * What is no check, and what is not known any more.
	 */
	private String words(VerdictReason reason) {
		return switch (reason.cause()) {
			case LAME_DUCK -> "the instance shuts down, and serves what still comes (lame duck)";
			case STOPPED -> "the application is stopped";
			case STARTING -> "waits for " + reason.subject();
			case OVERRIDE -> overridden(reason.override());
			case REFUSING_TRAFFIC -> "the application refuses traffic";
			case BROKEN -> "the application reports LivenessState.BROKEN";
			case FAILING, HELD, DEGRADED, DEFERRED, FAILED_OPEN, RESTART_PAUSED, UNKNOWN, STALE, RESUMING ->
				name(String.valueOf(reason.subject()), reason.criticality()) + " is " + reason.cause();
		};
	}

	private String overridden(@Nullable Forced override) {
		if (override == null || this.visibility != Visibility.DETAILS) {
			return "overridden by an operator";
		}
		return "overridden by an operator until %s".formatted(override.until().truncatedTo(ChronoUnit.SECONDS))
				+ inBrackets(override.reason());
	}

	private static String name(String check, @Nullable Criticality criticality) {
		return (criticality != null) ? "%s (%s)".formatted(check, criticality.name().toLowerCase(Locale.ROOT)) : check;
	}

	private String inBrackets(String text) {
		return (this.visibility == Visibility.DETAILS) ? " (%s)".formatted(VisibleText.cut(text, LONGEST_TEXT)) : "";
	}

}
