package dev.probity.actuate;

import java.util.List;

import dev.probity.actuate.ProbityDescriptor.Details;
import dev.probity.actuate.ProbityDescriptor.OverrideDescriptor;
import dev.probity.actuate.ProbityDescriptor.ReasonDescriptor;
import dev.probity.lifecycle.OutstandingCondition;
import dev.probity.lifecycle.ReadinessOverride;
import dev.probity.lifecycle.ReadinessOverride.Forced;
import dev.probity.probe.VerdictReason;
import dev.probity.probe.VerdictReason.Cause;
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

	static List<ReasonDescriptor> of(List<VerdictReason> reasons, List<OutstandingCondition> outstanding,
			Details details) {
		return reasons.stream()
			.map((reason) -> new ReasonDescriptor(reason.cause(), reason.subject(), reason.criticality(),
					details.of(said(reason)), details.of(progress(reason, outstanding))))
			.toList();
	}

	private static @Nullable String progress(VerdictReason reason, List<OutstandingCondition> outstanding) {
		for (OutstandingCondition condition : outstanding) {
			if (reason.cause() == Cause.STARTING && condition.description().equals(reason.subject())) {
				return condition.progress();
			}
		}
		return null;
	}

	private static @Nullable String said(VerdictReason reason) {
		Forced override = reason.override();
		return (override != null) ? override.reason() : reason.held();
	}

}
