package dev.probity.traffic;

import java.util.HashSet;
import java.util.Set;

import dev.probity.probe.ProbePaths;
import dev.probity.probe.ProbeType;
import dev.probity.probe.Probes;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.actuate.endpoint.web.PathMapper;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;

/**
 * Classifies requests by their paths: probes, management, loopback, application.
 *
 * @param probes paths of probes
 * @param loopback the path on which this process asks itself, or {@code null} if it does
 * not
 * @param management what the paths of Actuator begin with, each ending with a slash
 * @since 0.1.0
 */
public record RequestPaths(Set<String> probes, @Nullable LoopbackPath loopback, Set<String> management) {

	public RequestPaths {
		probes = Set.copyOf(probes);
		management = Set.copyOf(management);
	}

	/**
	 * The paths of an application.
	 * @param paths the short paths, or {@code null} if there are none
	 * @param groups the health groups, or {@code null} if there are none
	 * @param endpoints where Actuator is, or {@code null} if it is not there
	 * @param peers where other instances ask, or {@code null} if none does
	 * @return the paths
	 */
	static RequestPaths of(Probes probes, @Nullable ProbePaths paths, @Nullable HealthEndpointGroups groups,
			@Nullable WebEndpointProperties endpoints, ObjectProvider<PathMapper> mappers,
			@Nullable LoopbackPath loopback, @Nullable PeerPath peers) {
		Set<String> known = new HashSet<>();
		Set<String> management = new HashSet<>();
		if (paths != null) {
			known.addAll(paths.probes().keySet());
		}
		if (peers != null) {
			management.add(peers.path() + "/");
		}
		if (endpoints != null) {
			String health = PathMapper.getRootPath(mappers.orderedStream().toList(), HealthEndpoint.ID);
			// with an empty base path the endpoints are the application's neighbours
			known.add(endpoints.getBasePath().isEmpty() ? "/" + health : endpoints.getBasePath());
			management.add(endpoints.getBasePath().isEmpty() ? "/" + health + "/" : endpoints.getBasePath() + "/");
			known.add(endpoints.getBasePath() + "/" + health);
			if (groups != null) {
				for (ProbeType type : ProbeType.values()) {
					known.addAll(GroupPaths.of(type, probes, groups, endpoints, mappers).keySet());
				}
				known.addAll(GroupPaths.additional(groups));
			}
		}
		return new RequestPaths(known, loopback, management);
	}

	/**
	 * The same with every endpoint of Actuator, also one whose path is beside those of
	 * the application.
	 * @return paths that are answered although the instance is starting
	 */
	RequestPaths withEndpoints(@Nullable PathMappedEndpoints endpoints) {
		Set<String> exact = new HashSet<>(this.probes);
		Set<String> prefixes = new HashSet<>(this.management);
		if (endpoints != null) {
			endpoints.getAllPaths().forEach((path) -> {
				exact.add(path);
				prefixes.add(path + "/");
			});
		}
		return new RequestPaths(exact, this.loopback, prefixes);
	}

	RequestKind kindOf(String path) {
		if (this.probes.contains(path)) {
			return RequestKind.MANAGEMENT;
		}
		// wherever the dispatcher is: nobody else can know it
		if (this.loopback != null && path.endsWith(this.loopback.value())) {
			return RequestKind.LOOPBACK;
		}
		for (String prefix : this.management) {
			if (path.startsWith(prefix)) {
				return RequestKind.MANAGEMENT;
			}
		}
		return RequestKind.APPLICATION;
	}

}
