package dev.probity.web;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

import dev.probity.consumer.ConsumerReading;
import dev.probity.lifecycle.LivenessHold;
import dev.probity.lifecycle.ReadinessOverride.Forced;
import dev.probity.probe.Criticality;
import dev.probity.probe.Probe;
import dev.probity.probe.ProbeReport;
import dev.probity.probe.ProbeSentence;
import dev.probity.probe.ProbeReport.Effect;
import dev.probity.probe.ProbeReport.Member;
import dev.probity.probe.ProbeStatus;
import dev.probity.probe.ProbeVerdict;
import dev.probity.probe.VerdictReason;
import dev.probity.probe.VerdictReason.Cause;
import dev.probity.probe.Visibility;
import dev.probity.text.Durations;
import dev.probity.text.VisibleText;
import org.jspecify.annotations.Nullable;

/**
 * A report as text in the manner of Kubernetes' API server: one line for what concerns
 * the instance as a whole, one for each check, and one that closes it. Before them all of
 * it in a sentence, marked as no part of it.
 */
public final class VerboseText {

	private static final String WITHHELD = "reason withheld";

	private final StringBuilder text = new StringBuilder();

	private final Visibility visibility;

	private VerboseText(Visibility visibility) {
		this.visibility = visibility;
	}

	/**
	 * The text for those who may see details.
	 * @param probe what is reported on
	 * @param report what is known of it
	 * @return the text
	 */
	public static String of(Probe probe, ProbeReport report) {
		return of(probe.name(), ProbeSentence.of(probe.type(), report, Visibility.DETAILS), report, List.of(),
				Visibility.DETAILS);
	}

	/**
	 * The text.
	 * @param name what is reported on, for the closing line
	 * @param summary the report in a sentence
	 * @param consumers message listeners that need something
	 */
	static String of(String name, String summary, ProbeReport report, List<ConsumerReading> consumers,
			Visibility visibility) {
		VerboseText text = new VerboseText(visibility);
		if (visibility != Visibility.STATUS) {
			text.text.append("# ").append(summary).append('\n');
			report.verdict().reasons().forEach((reason) -> text.instance(report, reason));
			report.members().forEach((check) -> text.check(report, check));
			text.hold(report.verdict().hold());
			consumers.forEach(text::consumer);
		}
		return text.close(name, report.verdict());
	}

	private void instance(ProbeReport report, VerdictReason reason) {
		switch (reason.cause()) {
			case STARTING -> line(Effect.FAILS, Probe.LIFECYCLE, "starting", report.subjectOf(reason));
			case LAME_DUCK -> line(Effect.FAILS, Probe.LIFECYCLE, "lame duck", null);
			case STOPPED -> line(Effect.FAILS, Probe.LIFECYCLE, "stopped", null);
			case OVERRIDE -> {
				boolean ready = report.verdict().status() == ProbeStatus.UP;
				line(ready ? Effect.PASSES : Effect.FAILS, "override", ready ? "ready" : "not ready",
						detail(reason.override()));
			}
			case REFUSING_TRAFFIC -> line(Effect.FAILS, "application", "refusing traffic", null);
			case BROKEN -> line(Effect.FAILS, "application", "broken", null);
			case FAILING, HELD, DEGRADED, DEFERRED, FAILED_OPEN, RESTART_PAUSED, UNKNOWN, STALE, RESUMING -> {
				// a check, which has a line anyway
			}
		}
	}

	private static @Nullable String detail(@Nullable Forced override) {
		return (override != null)
				? "%s, until %s".formatted(override.reason(), override.until().truncatedTo(ChronoUnit.SECONDS)) : null;
	}

	private void hold(@Nullable LivenessHold hold) {
		if (hold != null) {
			line(Effect.PASSES, "liveness", "held",
					"%s, until %s".formatted(hold.reason(), hold.until().truncatedTo(ChronoUnit.SECONDS)));
		}
	}

	private void check(ProbeReport report, Member check) {
		Cause condition = check.condition();
		if (condition == null) {
			line(check.effect(), check.name(), "ok", null);
			return;
		}
		boolean old = condition == Cause.STALE || check.effect() == Effect.PASSES && condition == Cause.FAILING;
		String word = old ? "stale" : switch (condition) {
			case UNKNOWN -> "unknown";
			case DEGRADED -> "degraded";
			case RESUMING -> "resuming";
			default -> "failed";
		};
		line(check.effect(), check.name(), word, detail(report, check, word));
		report.verdict()
			.reasons()
			.stream()
			.filter((reason) -> reason.cause() == Cause.RESTART_PAUSED && check.name().equals(reason.subject()))
			.map(VerdictReason::pause)
			.filter(Objects::nonNull)
			.forEach((pause) -> this.text.append("[-]liveness held: ").append(pause.inWords()).append('\n'));
	}

	/**
	 * A listener that is held is as it should be, and no reason against the instance.
	 */
	private void consumer(ConsumerReading consumer) {
		String word = switch (consumer.state()) {
			case ALLOWED -> "ok";
			case WAITING -> "not started";
			case HELD -> "paused";
			case RESUMING -> "resuming";
		};
		line(Effect.PASSES, "listener " + consumer.id(), word, consumer.state().isHeld() && !consumer.causes().isEmpty()
				? "%s, for %s".formatted(String.join(", ", consumer.causes()), Durations.brief(consumer.inState()))
				: null);
	}

	private static String detail(ProbeReport report, Member check, String word) {
		String reason = check.reason();
		String detail = switch (word) {
			case "unknown" -> (reason != null) ? reason : "not checked yet";
			case "degraded" -> (reason != null) ? reason : "part of it fails";
			case "resuming" -> "not checked yet after a pause";
			case "stale" -> ((reason != null) ? reason + ", " : "") + "no result for " + Durations.brief(check.age());
			default -> ((reason != null) ? reason : "recovering") + ", for " + Durations.brief(check.inState())
					+ allowance(report, check);
		};
		return (check.criticality() == Criticality.OPTIONAL) ? detail + " (optional)" : detail;
	}

	private static String allowance(ProbeReport report, Member check) {
		return switch (check.effect()) {
			case HELD -> ", held: " + report.verdict()
				.reasons()
				.stream()
				.filter((reason) -> reason.cause() == Cause.HELD && check.name().equals(reason.subject()))
				.map(VerdictReason::held)
				.collect(Collectors.joining());
			case EXCUSED -> ", excused by a dependency";
			case DEFERRED -> ", readiness is withdrawn within the stagger time";
			case FAILS_OPEN -> ", fail-open: not-ready budget used up";
			case FAILS, PASSES -> "";
		};
	}

	private void line(Effect effect, String name, String word, @Nullable String detail) {
		String shown = (detail == null || this.visibility == Visibility.DETAILS) ? detail : WITHHELD;
		this.text.append(switch (effect) {
			case PASSES, EXCUSED -> "[+]";
			case HELD, DEFERRED, FAILS_OPEN, FAILS -> "[-]";
		}).append(VisibleText.line(name)).append(' ').append(word);
		if (shown != null) {
			this.text.append(": ").append(VisibleText.line(shown));
		}
		this.text.append('\n');
	}

	private String close(String name, ProbeVerdict verdict) {
		ProbeStatus status = verdict.status();
		String result = status.passes() ? "passed" : (verdict.passes() ? "failed and is held" : "failed");
		this.text.append(name).append(" check ").append(result);
		if (status == ProbeStatus.DEGRADED || status == ProbeStatus.OUT_OF_SERVICE) {
			this.text.append(" (").append(status.name().toLowerCase(Locale.ROOT).replace('_', ' ')).append(')');
		}
		return this.text.append('\n').toString();
	}

}
