package dev.probity.probe;

import java.util.List;

import dev.probity.lifecycle.LivenessHold;
import org.jspecify.annotations.Nullable;

/**
 * The answer of one probe. Immutable.
 *
 * @param probe the probe's name
 * @param status the answer
 * @param reasons why, the decisive ones first; empty if all is well
 * @param hold an operator wants nobody to act on the status, which is liveness; or
 * {@code null}
 * @since 0.1.0
 */
public record ProbeVerdict(String probe, ProbeStatus status, List<VerdictReason> reasons, @Nullable LivenessHold hold) {

	public ProbeVerdict {
		reasons = List.copyOf(reasons);
	}

	/**
	 * A verdict on which everybody may act.
	 * @param probe the probe's name
	 * @param status the answer
	 * @param reasons why
	 */
	public ProbeVerdict(String probe, ProbeStatus status, List<VerdictReason> reasons) {
		this(probe, status, reasons, null);
	}

	/**
	 * What is answered to a caller that knows yes and no.
	 * @return whether the status passes, or is held
	 */
	public boolean passes() {
		return this.status.passes() || this.hold != null;
	}

}
