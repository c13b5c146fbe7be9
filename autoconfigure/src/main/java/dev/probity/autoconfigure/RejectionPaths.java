package dev.probity.autoconfigure;

import java.util.HashSet;
import java.util.Set;

import dev.probity.traffic.RequestPaths;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;
import org.springframework.boot.health.actuate.endpoint.AdditionalHealthEndpointPath;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;

/**
 * Which paths are answered although the instance is starting: all probes and everything
 * of Actuator, also what is the application's neighbour.
 */
final class RejectionPaths {

	private RejectionPaths() {
	}

	static RequestPaths of(RequestPaths known, @Nullable HealthEndpointGroups groups,
			@Nullable WebEndpointProperties properties, @Nullable PathMappedEndpoints endpoints) {
		Set<String> exact = new HashSet<>(known.otherProbes());
		Set<String> management = new HashSet<>(known.management());
		if (groups != null) {
			groups.getAllWithAdditionalPath(WebServerNamespace.SERVER).forEach((group) -> {
				AdditionalHealthEndpointPath additional = group.getAdditionalPath();
				if (additional != null) {
					String path = additional.getValue();
					exact.add(path.startsWith("/") ? path : "/" + path);
				}
			});
		}
		if (properties != null && !properties.getBasePath().isEmpty()) {
			exact.add(properties.getBasePath());
		}
		if (endpoints != null) {
			endpoints.getAllPaths().forEach((path) -> {
				exact.add(path);
				management.add(path + "/");
			});
		}
		return new RequestPaths(known.readiness(), exact, known.loopback(), management);
	}

}
