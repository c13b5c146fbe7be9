package dev.probity.probe;

import java.util.List;

/**
 * The answer of one probe. Immutable.
 *
 * @param probe the probe's name
 * @param status the answer
 * @param reasons why, the decisive ones first; empty if all is well
 * @since 0.1.0
 */
public record ProbeVerdict(String probe, ProbeStatus status, List<VerdictReason> reasons) {

	public ProbeVerdict {
		reasons = List.copyOf(reasons);
	}

}
