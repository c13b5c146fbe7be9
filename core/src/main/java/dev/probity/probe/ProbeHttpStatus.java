package dev.probity.probe;

import dev.probity.probe.VerdictReason.Cause;

/**
 * The HTTP status of probes, on every path.
 *
 * @param lameDuck the status of readiness while the instance leaves
 * @since 0.1.0
 */
public record ProbeHttpStatus(int lameDuck) {

	/**
	 * The default, which every caller understands: 503 during the lame duck.
	 */
	public static final ProbeHttpStatus STANDARD = new ProbeHttpStatus(ProbeStatus.OUT_OF_SERVICE.httpStatus());

	/**
	 * The status of a verdict.
	 * @param verdict the verdict
	 * @return the HTTP status
	 */
	public int of(ProbeVerdict verdict) {
		boolean leaves = verdict.status() == ProbeStatus.OUT_OF_SERVICE
				&& verdict.reasons().stream().anyMatch((reason) -> reason.cause() == Cause.LAME_DUCK);
		return leaves ? this.lameDuck : (verdict.passes() ? ProbeStatus.UP : verdict.status()).httpStatus();
	}

}
