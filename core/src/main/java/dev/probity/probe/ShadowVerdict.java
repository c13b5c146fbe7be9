package dev.probity.probe;

import java.time.Instant;
import java.util.List;

/**
 * What a probe would say if checks that only show what they would do acted. Immutable.
 *
 * @param status what it would say
 * @param reasons the reasons that it does not have now
 * @param since the wall clock when that was first seen, for display
 * @since 0.1.0
 */
public record ShadowVerdict(ProbeStatus status, List<VerdictReason> reasons, Instant since) {

	public ShadowVerdict {
		reasons = List.copyOf(reasons);
	}

}
