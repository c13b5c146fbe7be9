package dev.probity.web;

import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.probity.lifecycle.LivenessHold;
import dev.probity.probe.Probe;
import dev.probity.probe.ProbeStatus;
import dev.probity.probe.ProbeType;
import dev.probity.probe.ProbeVerdict;
import dev.probity.probe.VerdictReason;
import dev.probity.probe.Visibility;
import dev.probity.settings.ProbityProperties;

/**
 * The headers by which the answer of a readiness probe gives a load balancer more than
 * the HTTP status. Liveness has one, while an operator holds it; startup has none.
 *
 * @since 0.1.0
 */
public final class BalancerHeaders {

	/**
	 * The checks for which the probe is DEGRADED.
	 */
	public static final String DEGRADED = "X-Health-Degraded";

	/**
	 * Until when liveness answers 200 because an operator wants it so.
	 */
	public static final String HELD = "X-Liveness-Held";

	static final String ENVOY_DEGRADED = "x-envoy-degraded";

	static final String ENVOY_FAIL = "x-envoy-immediate-health-check-fail";

	private static final String YES = "true";

	private final EnvoyHeaders envoy;

	/**
	 * Headers for an application.
	 * @param envoy whether to speak to Envoy, too
	 */
	public BalancerHeaders(EnvoyHeaders envoy) {
		this.envoy = envoy;
	}

	/**
	 * As the properties say.
	 * @param properties the properties
	 * @return the headers
	 */
	public static BalancerHeaders of(ProbityProperties.Balancer properties) {
		return new BalancerHeaders(properties.envoy() ? EnvoyHeaders.SENT : EnvoyHeaders.OMITTED);
	}

	/**
	 * The headers of readiness, of the instance or of a feature, that is not ready.
	 * @return the values by name; may be empty
	 */
	public Map<String, String> notReady() {
		return (this.envoy == EnvoyHeaders.SENT) ? Map.of(ENVOY_FAIL, YES) : Map.of();
	}

	/**
	 * The headers of an answer.
	 * @param probe the probe
	 * @param verdict its verdict
	 * @param visibility how much of it the caller may see
	 * @return the values by name; empty if the verdict is UP and not held
	 */
	public Map<String, String> of(Probe probe, ProbeVerdict verdict, Visibility visibility) {
		LivenessHold hold = verdict.hold();
		if (hold != null) {
			return Map.of(HELD, "until " + hold.until().truncatedTo(ChronoUnit.SECONDS));
		}
		if (probe.type() != ProbeType.READINESS || verdict.status() == ProbeStatus.UP) {
			return Map.of();
		}
		if (verdict.status() != ProbeStatus.DEGRADED) {
			return notReady();
		}
		Map<String, String> headers = new LinkedHashMap<>();
		headers.put(DEGRADED, (visibility != Visibility.STATUS) ? HeaderList.of(checks(verdict)) : YES);
		if (this.envoy == EnvoyHeaders.SENT) {
			headers.put(ENVOY_DEGRADED, YES);
		}
		return headers;
	}

	private static List<String> checks(ProbeVerdict verdict) {
		return verdict.reasons()
			.stream()
			.filter((reason) -> reason.criticality() != null)
			.map(VerdictReason::subject)
			.filter(Objects::nonNull)
			.toList();
	}

}
