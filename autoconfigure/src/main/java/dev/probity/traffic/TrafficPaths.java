package dev.probity.traffic;

import java.util.HashSet;
import java.util.Set;

import dev.probity.probe.ProbePaths;
import dev.probity.probe.ProbeType;
import dev.probity.probe.Probes;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;
import org.springframework.boot.actuate.endpoint.web.PathMapper;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;

/**
 * Which paths are those of probes and of Actuator, and which are asked for liveness.
 */
final class TrafficPaths {

	private TrafficPaths() {
	}

	/**
	 * Where a platform may ask for liveness: the root of Actuator's health is what many
	 * take for it.
	 */
	public static Set<String> ofLiveness(Probes probes, @Nullable ProbePaths paths,
			@Nullable HealthEndpointGroups groups, @Nullable WebEndpointProperties endpoints,
			ObjectProvider<PathMapper> mappers) {
		Set<String> liveness = new HashSet<>();
		if (paths != null) {
			paths.probes().forEach((path, probe) -> {
				if (probe.type() == ProbeType.LIVENESS) {
					liveness.add(path);
				}
			});
		}
		if (endpoints != null) {
			liveness.add(endpoints.getBasePath() + "/"
					+ PathMapper.getRootPath(mappers.orderedStream().toList(), HealthEndpoint.ID));
			if (groups != null) {
				liveness.addAll(GroupPaths.of(ProbeType.LIVENESS, probes, groups, endpoints, mappers).keySet());
			}
		}
		return liveness;
	}

	static RequestPaths of(Probes probes, @Nullable ProbePaths paths, @Nullable HealthEndpointGroups groups,
			@Nullable WebEndpointProperties endpoints, ObjectProvider<PathMapper> mappers,
			@Nullable LoopbackPath loopback) {
		Set<String> known = new HashSet<>();
		Set<String> management = new HashSet<>();
		if (paths != null) {
			known.addAll(paths.probes().keySet());
		}
		if (endpoints != null) {
			String health = PathMapper.getRootPath(mappers.orderedStream().toList(), HealthEndpoint.ID);
			// with an empty base path the endpoints are the application's neighbours
			known.add(endpoints.getBasePath().isEmpty() ? "/" + health : endpoints.getBasePath());
			management.add(endpoints.getBasePath().isEmpty() ? "/" + health + "/" : endpoints.getBasePath() + "/");
			if (groups != null) {
				known.addAll(GroupPaths.of(probes, groups, endpoints, mappers).keySet());
				known.addAll(GroupPaths.additional(groups));
			}
		}
		return new RequestPaths(known, loopback, management);
	}

}
