package dev.probity.contract;

import java.time.Duration;

/**
 * What to write for each probe, on one line.
 *
 * @param port where they are to be requested
 * @param livenessPath the path of liveness
 * @param readinessPath the path of readiness
 * @param longestPause for how long the process has stood still at most
 */
record ProbeStanzas(ProbeEntrance port, String livenessPath, String readinessPath, Duration longestPause) {

	String liveness() {
		ProbeTimes times = ProbeTimes.liveness(this.longestPause);
		String more = (times.failures() == ProbeTimes.LIVENESS_FAILURES) ? ""
				: ", failureThreshold: %d".formatted(times.failures());
		return "livenessProbe: { httpGet: { path: %s, port: %d }, timeoutSeconds: %d%s }"
			.formatted(this.port.prefix() + this.livenessPath, this.port.number(), times.timeout(), more);
	}

	String readiness() {
		ProbeTimes times = ProbeTimes.readiness();
		return "readinessProbe: { httpGet: { path: %s, port: %d }, periodSeconds: %d, failureThreshold: %d }"
			.formatted(this.port.prefix() + this.readinessPath, this.port.number(), times.period(), times.failures());
	}

	/**
	 * Where to request liveness, in a sentence.
	 */
	String advice() {
		return switch (this.port.state()) {
			case OPEN -> "Point the probe at the probe port: " + liveness();
			case CLOSED, MAIN -> "Set 'probity.probe-port: %d' and point the probe at it: %s".formatted(
					ProbeEntrance.ofProbes().number(),
					new ProbeStanzas(ProbeEntrance.ofProbes(), this.livenessPath, this.readinessPath, this.longestPause)
						.liveness());
		};
	}

}
