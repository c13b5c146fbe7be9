package dev.probity.registration;

import dev.probity.check.Range;
import dev.probity.probe.ProbeHttpStatus;
import dev.probity.settings.LameDuckProperties;
import dev.probity.settings.ProbityProperties;
import dev.probity.settings.RequiredRange;

/**
 * What readiness answers over HTTP during the lame duck.
 */
final class LameDuckHttpStatus {

	private LameDuckHttpStatus() {
	}

	/**
	 * The status; fails if it cannot be one.
	 */
	static ProbeHttpStatus of(LameDuckProperties properties) {
		int status = properties.httpStatus();
		RequiredRange.require("probity.lame-duck.http-status", status, Range.of(400, 599),
				"callers take a lower one for ready, and do not understand a higher one",
				"Set it to 503, which everybody understands, or to 404 for HAProxy's 'http-check disable-on-404'. For "
						+ "readiness to go on as if nothing had happened, set 'probity.lame-duck.keep-ready' to true.");
		return new ProbeHttpStatus(status);
	}

}
