package dev.probity.web;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.probity.probe.Probe;
import dev.probity.probe.ProbeType;
import dev.probity.probe.ProbeVerdict;
import dev.probity.probe.Visibility;
import dev.probity.settings.ProbityProperties;
import org.jspecify.annotations.Nullable;

/**
 * All headers of a probe's answer: those for load balancers, and by which other
 * applications recognise a readiness probe.
 *
 * @param balancer those for load balancers
 * @param depth over how many hops the readiness rests on others
 */
public record ProbeHeaders(BalancerHeaders balancer, ReadinessDepth depth) implements VerdictHeaders {

	/**
	 * The headers of an application.
	 * @param properties say what load balancers are told
	 * @param depth over how many hops the readiness rests on others; {@code null} if it
	 * rests on nobody else's
	 * @return the headers
	 */
	public static ProbeHeaders of(ProbityProperties properties, @Nullable ReadinessDepth depth) {
		return new ProbeHeaders(BalancerHeaders.of(properties.balancer()),
				(depth != null) ? depth : new ReadinessDepth());
	}

	@Override
	public Map<String, String> of(Probe probe, ProbeVerdict verdict, Visibility visibility) {
		Map<String, String> told = this.balancer.of(probe, verdict, visibility);
		if (probe.type() != ProbeType.READINESS) {
			return told;
		}
		if (told.isEmpty()) {
			return this.depth.header();
		}
		Map<String, String> all = new LinkedHashMap<>(told);
		all.putAll(this.depth.header());
		return all;
	}

}
