package dev.probity.probe;

import java.time.Duration;
import java.util.List;

import dev.probity.probe.VerdictReason.Cause;
import dev.probity.text.Durations;
import dev.probity.text.VisibleText;

/**
 * A probe in one sentence, on one line and without secrets: what it says, for how long,
 * why, and what has to happen for it to say something else. Pure.
 *
 * @since 0.1.0
 */
public final class ProbeSentence {

	private static final Duration WORTH_MENTIONING = Duration.ofSeconds(1);

	private ProbeSentence() {
	}

	/**
	 * The sentence.
	 * @param type what the probe asks
	 * @param report what is known of it
	 * @param visibility how much the sentence may tell: {@link Visibility#STATUS} is told
	 * what the status says, without time and cause; {@link Visibility#COMPONENTS} no text
	 * that came from a check, a condition or an operator
	 * @return for example <code>Not ready for 34s: db (required) timed out 12 times, last
	 * worked 41s ago; looks again in 600ms; ready after 2 successes.</code>
	 */
	public static String of(ProbeType type, ProbeReport report, Visibility visibility) {
		String status = status(type, report.verdict());
		if (visibility == Visibility.STATUS) {
			return status + ".";
		}
		String causes = report.verdict().reasons().isEmpty() ? checks(report)
				: new ReasonSentence(report, visibility).of(type);
		return VisibleText.line(status + time(type, report) + (causes.isEmpty() ? "" : ": " + causes) + ".");
	}

	private static String status(ProbeType type, ProbeVerdict verdict) {
		boolean passes = verdict.status().passes();
		String status = switch (type) {
			case STARTUP -> passes ? "Started" : "Starting";
			case LIVENESS -> passes ? "Alive" : "Not alive";
			case READINESS -> passes ? "Ready" : isStarting(verdict) ? "Starting" : "Not ready";
		};
		return (verdict.status() == ProbeStatus.DEGRADED) ? status + ", degraded" : status;
	}

	private static boolean isStarting(ProbeVerdict verdict) {
		return verdict.reasons().stream().allMatch((reason) -> reason.cause() == Cause.STARTING);
	}

	private static String time(ProbeType type, ProbeReport report) {
		Duration lasted = report.lasted();
		if (lasted == null || lasted.compareTo(WORTH_MENTIONING) < 0) {
			return "";
		}
		boolean over = type == ProbeType.STARTUP && report.verdict().status().passes();
		return over ? " " + Durations.brief(lasted) + " ago" : " for " + Durations.brief(lasted);
	}

	/**
	 * What speaks for a probe that nothing speaks against.
	 */
	private static String checks(ProbeReport report) {
		List<ProbeReport.Member> all = report.members();
		long passing = all.stream().filter((member) -> member.condition() == null).count();
		if (all.isEmpty() || !report.verdict().status().passes()) {
			return "";
		}
		if (passing < all.size()) {
			return "%d of %d checks pass".formatted(passing, all.size());
		}
		return (passing == 1) ? "1 check passes" : passing + " checks pass";
	}

}
