package dev.probity.contract;

import java.time.Duration;
import java.util.Locale;

import dev.probity.check.CheckSnapshot;
import dev.probity.contract.ProbeEntrance.Scheme;
import dev.probity.contract.ProbeEntrance.State;
import dev.probity.detail.Secrets;
import dev.probity.text.Durations;
import org.jspecify.annotations.Nullable;

/**
 * The part of a pod's manifest that concerns Probity, as YAML, with the arithmetic as
 * comments. Pure.
 *
 * @param pod the pod
 */
record ManifestText(PodFacts pod) {

	private static final String HEAD = """
			# What fits '%s', as it is configured and as this instance has run%s.
			# A part of spec.template.spec of a Deployment; docs/kubernetes.md derives the numbers.
			terminationGracePeriodSeconds: %d # %s
			containers:
			  - name: %s
			    terminationMessagePolicy: FallbackToLogsOnError # the end of the log, if there are no last words
			""";

	private static final String PROBE = """
			    %sProbe: # %s
			%s      periodSeconds: %d
			      timeoutSeconds: %d
			      failureThreshold: %d
			""";

	private static final String HTTP = """
			      httpGet:
			        path: %s
			        port: %s
			%s""";

	// Kubernetes takes no name of a port there
	private static final String GRPC = """
			      grpc:
			        port: %d
			        service: %s
			""";

	String yaml() {
		StringBuilder text = new StringBuilder(text(HEAD, comment(this.pod.name()),
				(this.pod.uptime() != null) ? " for " + Durations.brief(this.pod.uptime()) : "", gracePeriod(),
				comment(endSum()), container()));
		if (this.pod.preStop().compareTo(Duration.ZERO) > 0) {
			text.append(text(
					"    lifecycle:\n      preStop:\n        sleep:\n          seconds: %d # probity.kubernetes.pre-stop\n",
					ProbeTimes.seconds(this.pod.preStop())));
		}
		ports(text);
		probe(text, "startup", this.pod.startupPath(), ProbeTimes.startup(this.pod.slowestStart()), startSum());
		probe(text, "liveness", this.pod.stanzas().livenessPath(), ProbeTimes.liveness(this.pod.longestPause()),
				livenessSum());
		probe(text, "readiness", this.pod.stanzas().readinessPath(), ProbeTimes.readiness(), readinessSum());
		return text.toString();
	}

	private void ports(StringBuilder text) {
		ProbeEntrance probes = this.pod.stanzas().port();
		text.append("    ports:\n");
		Integer main = this.pod.mainPort();
		if (main != null) {
			text.append(text("      - name: http\n        containerPort: %d\n", main));
		}
		String more = switch (probes.state()) {
			case MAIN -> null;
			case OPEN -> "of Probity itself: answers whatever the application does";
			case CLOSED -> "not open here; on Kubernetes it is unless probity.probe-port says otherwise";
			case MANAGEMENT -> "of Actuator, which alone has the probes";
			case GRPC -> "of gRPC, which alone has the probes";
			case NONE ->
				text("Set 'probity.probe-port: %d', since no port of this instance has the probes", probes.number());
		};
		if (more != null) {
			text.append(text("      - name: %s # %s\n        containerPort: %d\n", portName(), more, probes.number()));
		}
	}

	private String portName() {
		return switch (this.pod.stanzas().port().state()) {
			case MAIN -> "http";
			case MANAGEMENT -> "management";
			case GRPC -> "grpc";
			case OPEN, CLOSED, NONE -> "probes";
		};
	}

	private void probe(StringBuilder text, String name, String path, ProbeTimes times, String sum) {
		ProbeEntrance entrance = this.pod.stanzas().port();
		String request = (entrance.state() == State.GRPC) ? text(GRPC, entrance.number(), name)
				: text(HTTP, entrance.prefix() + path, portName(),
						(entrance.scheme() == Scheme.HTTPS) ? "        scheme: HTTPS\n" : "");
		text.append(text(PROBE, name, comment(sum), request, times.period(), times.timeout(), times.failures()));
	}

	private long gracePeriod() {
		Duration given = this.pod.gracePeriod();
		return (given != null) ? Math.max(ProbeTimes.seconds(given), this.pod.endSeconds()) : this.pod.endSeconds();
	}

	private String endSum() {
		Duration given = this.pod.gracePeriod();
		return (given != null) ? "%s at most; probity.kubernetes.termination-grace-period says %s"
			.formatted(this.pod.endSum(), Durations.exact(given)) : this.pod.endSum() + " at most";
	}

	private String startSum() {
		ProbeTimes times = ProbeTimes.startup(this.pod.slowestStart());
		Duration seen = this.pod.slowestStart();
		return text("%d x %d s = %d s to come up, and less than 25 events%s", times.failures(), times.period(),
				times.seconds(), (seen != null) ? text("; this start took %s, and twice that is %d s",
						Durations.elapsed(seen), 2 * ProbeTimes.seconds(seen)) : "");
	}

	private String livenessSum() {
		ProbeTimes times = ProbeTimes.liveness(this.pod.longestPause());
		return text("%d x %d s + %d s = %d s without an answer; this process has stood still for %s at most",
				times.failures(), times.period(), times.timeout(), times.seconds() + times.timeout(),
				Durations.elapsed(this.pod.longestPause()));
	}

	private String readinessSum() {
		ProbeTimes times = ProbeTimes.readiness();
		CheckSnapshot slowest = this.pod.slowestCheck();
		if (slowest == null) {
			return text("%d x %d s = %d s", times.failures(), times.period(), times.seconds());
		}
		Duration detection = slowest.policy().worstCaseDetection();
		return text("%s until '%s' is known to fail + %d x %d s = %s", Durations.exact(detection), slowest.name(),
				times.failures(), times.period(), Durations.exact(detection.plusSeconds(times.seconds())));
	}

	/**
	 * The name of a container is a label of DNS.
	 */
	private String container() {
		String name = this.pod.name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
		String label = (name.length() > 63) ? name.substring(0, 63) : name;
		return label.isEmpty() ? "application" : label.replaceAll("-$", "");
	}

	/**
	 * What reads YAML reads no digits but those of ASCII, whatever the machine's language
	 * has.
	 */
	private static String text(String format, Object... arguments) {
		return String.format(Locale.ROOT, format, arguments);
	}

	private static String comment(@Nullable String text) {
		return Secrets.scrubbedLine(String.valueOf(text));
	}

}
