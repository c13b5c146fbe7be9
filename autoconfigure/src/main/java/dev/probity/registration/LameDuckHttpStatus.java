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
					"The HTTP status of readiness during the lame duck is %d, but must be between 400 and 599."
						.formatted(status),
					"Correct the property 'probity.lame-duck.http-status': 503 is understood by everybody, 404 by "
							+ "HAProxy's 'http-check disable-on-404'. To keep readiness UP during the lame duck, "
							+ "set 'probity.lame-duck.keep-ready' to true.");
		}
		return new ProbeHttpStatus(status);
	}

}
