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
