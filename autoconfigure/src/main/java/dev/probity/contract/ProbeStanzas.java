package dev.probity.contract;

import java.time.Duration;
import java.util.Locale;

import dev.probity.contract.ProbeEntrance.Scheme;
import dev.probity.contract.ProbeEntrance.State;
import dev.probity.probe.Probe;

import org.springframework.util.StringUtils;

/**
 * What to write for each probe, on one line.
 *
 * @param port where they are to be requested
 * @param livenessPath the path of liveness
 * @param readinessPath the path of readiness
 * @param better where liveness had better be requested, which is the probe port
 * @param betterPath the path of liveness there, where nothing but short paths is served
 * @param longestPause for how long the process has stood still at most
 */
record ProbeStanzas(ProbeEntrance port, String livenessPath, String readinessPath, ProbeEntrance better,
		String betterPath, Duration longestPause) {

	String liveness() {
		return liveness(this.port, this.livenessPath);
	}

	private String liveness(ProbeEntrance entrance, String path) {
		ProbeTimes times = ProbeTimes.liveness(this.longestPause);
		String more = (times.failures() == ProbeTimes.LIVENESS_FAILURES) ? ""
				: String.format(Locale.ROOT, ", failureThreshold: %d", times.failures());
		return String.format(Locale.ROOT, "livenessProbe: { %s, timeoutSeconds: %d%s }",
				request(entrance, path, Probe.LIVENESS), times.timeout(), more);
	}

	String readiness() {
		ProbeTimes times = ProbeTimes.readiness();
		return String.format(Locale.ROOT, "readinessProbe: { %s, periodSeconds: %d, failureThreshold: %d }",
				request(this.port, this.readinessPath, Probe.READINESS), times.period(), times.failures());
	}

	/**
	 * What to do, as the beginning of a sentence that names stanzas.
	 * @param what the same in lower case, if there is nothing to do first
	 */
	String instruction(String what) {
		return (this.port.state() == State.NONE) ? String.format(Locale.ROOT,
				"Set 'probity.probe-port: %d', since no port of this instance has the probes, and %s",
				this.port.number(), what) : StringUtils.capitalize(what);
	}

	private static String request(ProbeEntrance entrance, String path, String probe) {
		if (entrance.state() == State.GRPC) {
			return String.format(Locale.ROOT, "grpc: { port: %d, service: %s }", entrance.number(), probe);
		}
		return String.format(Locale.ROOT, "httpGet: { path: %s, port: %d%s }", entrance.prefix() + path,
				entrance.number(), (entrance.scheme() == Scheme.HTTPS) ? ", scheme: HTTPS" : "");
	}

	/**
	 * Where to request liveness, in a sentence.
	 */
	String advice() {
		String stanza = liveness(this.better, this.betterPath);
		return switch (this.better.state()) {
			case OPEN -> "Point the probe at the probe port: " + stanza;
			case CLOSED, MAIN, MANAGEMENT, GRPC, NONE -> String.format(Locale.ROOT,
					"Set 'probity.probe-port: %d' and point the probe at it: %s", this.better.number(), stanza);
		};
	}

}
