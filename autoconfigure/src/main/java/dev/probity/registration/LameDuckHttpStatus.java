package dev.probity.registration;

import dev.probity.probe.ProbeHttpStatus;
import dev.probity.settings.FailureAnalyzedException;
import dev.probity.settings.ProbityProperties;

/**
 * What readiness answers over HTTP during the lame duck.
 */
final class LameDuckHttpStatus {

	private LameDuckHttpStatus() {
	}

	/**
	 * The status; fails if it cannot be one.
	 */
	static ProbeHttpStatus of(ProbityProperties.LameDuck properties) {
		int status = properties.httpStatus();
		if (status < 400 || status > 599) {
			throw new FailureAnalyzedException(
					"The HTTP status of readiness during the lame duck is %d, which callers take for ready or do not understand; it has to be from 400 to 599."
						.formatted(status),
					"Correct the property 'probity.lame-duck.http-status': 503 is understood by everybody, 404 by "
							+ "HAProxy's 'http-check disable-on-404'. For readiness to go on as if nothing had happened, "
							+ "set 'probity.lame-duck.keep-ready' to true.");
		}
		return new ProbeHttpStatus(status);
	}

}
