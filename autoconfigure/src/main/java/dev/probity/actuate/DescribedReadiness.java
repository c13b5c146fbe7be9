package dev.probity.actuate;

import java.util.List;

import dev.probity.actuate.ProbityDescriptor.Details;
import dev.probity.actuate.ProbityDescriptor.OverrideDescriptor;
import dev.probity.actuate.ProbityDescriptor.ReasonDescriptor;
import dev.probity.lifecycle.OutstandingCondition;
import dev.probity.lifecycle.ReadinessOverride;
import dev.probity.lifecycle.ReadinessOverride.Forced;
import dev.probity.lifecycle.RestartPause;
import dev.probity.probe.ProbeReport;
import dev.probity.probe.VerdictReason;
import dev.probity.text.Durations;
import org.jspecify.annotations.Nullable;

/**
 * Overrides and reasons as the endpoint shows them.
 */
final class DescribedReadiness {

	private DescribedReadiness() {
	}

	static OverrideDescriptor of(ReadinessOverride override, long now, Details details) {
		return (override instanceof Forced forced)
				? new OverrideDescriptor(forced.mode(), details.of(forced.reason()), forced.since(), forced.until(),
						Durations.exact(forced.remaining(now)))
				: new OverrideDescriptor(override.mode(), null, null, null, null);
	}

	/**
	 * The reasons of the verdict in a report, with how far a start has come.
	 */
	static List<ReasonDescriptor> of(ProbeReport report, Details details) {
		return report.verdict().reasons().stream().map((reason) -> {
			OutstandingCondition condition = report.conditionOf(reason);
			return of(reason, (condition != null) ? condition.progress() : null, details);
		}).toList();
	}

	static List<ReasonDescriptor> of(List<VerdictReason> reasons, Details details) {
		return reasons.stream().map((reason) -> of(reason, null, details)).toList();
	}

	private static ReasonDescriptor of(VerdictReason reason, @Nullable String progress, Details details) {
		return new ReasonDescriptor(reason.cause(), reason.cause().code(), reason.subject(), reason.criticality(),
				details.of(said(reason)), details.of(progress));
	}

	private static @Nullable String said(VerdictReason reason) {
		Forced override = reason.override();
		RestartPause pause = reason.pause();
		if (pause != null) {
			return pause.inWords();
		}
		return (override != null) ? override.reason() : reason.held();
	}

}
