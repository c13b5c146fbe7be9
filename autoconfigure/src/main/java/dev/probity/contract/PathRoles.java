package dev.probity.contract;

import java.util.HashMap;
import java.util.Map;

import dev.probity.probe.Probe;
import dev.probity.probe.ProbePaths;
import dev.probity.probe.ProbeType;
import dev.probity.probe.Probes;
import dev.probity.traffic.CallSeries;
import dev.probity.traffic.Entrance;
import dev.probity.traffic.GroupPaths;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;
import org.springframework.boot.actuate.endpoint.web.PathMapper;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;

/**
 * What each path answers for.
 *
 * @param roles the roles by path
 * @param shortPaths the short path of each probe, by its name
 */
record PathRoles(Map<String, PathRole> roles, Map<String, String> shortPaths) {

	static PathRoles of(Probes probes, ProbePaths paths, BeanFactory beans) {
		Map<String, PathRole> roles = new HashMap<>();
		Map<String, String> shortPaths = new HashMap<>();
		paths.probes().forEach((path, probe) -> {
			roles.put(path, role(probe.type()));
			shortPaths.put(probe.name(), path);
		});
		WebEndpointProperties endpoints = beans.getBeanProvider(WebEndpointProperties.class).getIfAvailable();
		HealthEndpointGroups groups = beans.getBeanProvider(HealthEndpointGroups.class).getIfAvailable();
		if (endpoints != null) {
			String health = PathMapper.getRootPath(beans.getBeanProvider(PathMapper.class).orderedStream().toList(),
					HealthEndpoint.ID);
			roles.put(endpoints.getBasePath() + "/" + health, PathRole.HEALTH_ROOT);
			if (groups != null) {
				for (ProbeType type : ProbeType.values()) {
					GroupPaths.of(type, probes, groups, endpoints, beans.getBeanProvider(PathMapper.class))
						.keySet()
						.forEach((path) -> roles.put(path, role(type)));
				}
			}
		}
		return new PathRoles(roles, shortPaths);
	}

	/**
	 * What somebody requests, as a path where there are paths.
	 */
	String path(CallSeries.Target target) {
		return (target.entrance() == Entrance.PROBE_PORT) ? this.shortPaths.getOrDefault(target.name(), target.name())
				: target.name();
	}

	PathRole role(CallSeries.Target target, Probes probes) {
		return switch (target.entrance()) {
			case PROBE_PORT, GRPC -> {
				Probe probe = probes.probe(target.name());
				yield (probe != null) ? role(probe.type()) : PathRole.OTHER;
			}
			case MAIN, MANAGEMENT -> this.roles.getOrDefault(target.name(), PathRole.OTHER);
		};
	}

	private static PathRole role(ProbeType type) {
		return switch (type) {
			case LIVENESS -> PathRole.LIVENESS;
			case READINESS -> PathRole.READINESS;
			case STARTUP -> PathRole.STARTUP;
		};
	}

}
