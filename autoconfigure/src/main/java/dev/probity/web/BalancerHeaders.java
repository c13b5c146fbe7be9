package dev.probity.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.probity.probe.Criticality;
import dev.probity.probe.Probe;
import dev.probity.probe.ProbeStatus;
import dev.probity.probe.ProbeType;
import dev.probity.probe.ProbeVerdict;
import dev.probity.probe.VerdictReason;
import dev.probity.probe.VerdictReason.Cause;
import dev.probity.probe.Visibility;
import dev.probity.settings.ProbityProperties;

/**
 * The headers by which the answer of a readiness probe gives a load balancer more than
 * the HTTP status. Liveness and startup have none.
 *
 * @since 0.1.0
 */
public final class BalancerHeaders {

	/**
	 * What is away while the probe is DEGRADED.
	 */
	public static final String DEGRADED = "X-Health-Degraded";

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
	public static BalancerHeaders of(ProbityProperties properties) {
		return new BalancerHeaders(properties.balancer().envoy() ? EnvoyHeaders.SENT : EnvoyHeaders.OMITTED);
	}

	/**
	 * The headers of an answer.
	 * @param probe the probe
	 * @param verdict its verdict
	 * @param visibility how much of it the caller may see
	 * @return the values by name; empty if the verdict is UP
	 */
	public Map<String, String> of(Probe probe, ProbeVerdict verdict, Visibility visibility) {
		if (probe.type() != ProbeType.READINESS || verdict.status() == ProbeStatus.UP) {
			return Map.of();
		}
		if (verdict.status() != ProbeStatus.DEGRADED) {
			return (this.envoy == EnvoyHeaders.SENT) ? Map.of(ENVOY_FAIL, YES) : Map.of();
		}
		Map<String, String> headers = new LinkedHashMap<>();
		headers.put(DEGRADED, (visibility != Visibility.STATUS) ? HeaderList.of(missing(verdict)) : YES);
		if (this.envoy == EnvoyHeaders.SENT) {
			headers.put(ENVOY_DEGRADED, YES);
		}
		return headers;
	}

	private static List<String> missing(ProbeVerdict verdict) {
		return verdict.reasons()
			.stream()
			.filter((reason) -> reason.criticality() == Criticality.OPTIONAL || reason.cause() == Cause.HELD)
			.map(VerdictReason::subject)
			.toList();
	}

}
