package dev.probity.traffic;

import java.util.HashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;

/**
 * Which paths are answered although the instance is starting: all probes and everything
 * of Actuator, also what is the application's neighbour.
 */
final class RejectionPaths {

	private RejectionPaths() {
	}

	static RequestPaths of(RequestPaths known, @Nullable PathMappedEndpoints endpoints) {
		Set<String> exact = new HashSet<>(known.probes());
		Set<String> management = new HashSet<>(known.management());
		if (endpoints != null) {
			endpoints.getAllPaths().forEach((path) -> {
				exact.add(path);
				management.add(path + "/");
			});
		}
		return new RequestPaths(exact, known.loopback(), management);
	}

}
