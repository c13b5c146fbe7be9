package dev.probity.web;

import java.util.List;

import dev.probity.probe.ProbePaths;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.web.AdditionalPathsMapper;
import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;

/**
 * Makes Boot's default security and the matchers of
 * {@code EndpointRequest.toAdditionalPaths} see the short paths, and looks whether the
 * application has mapped one of them itself.
 *
 * @param paths the short paths
 * @param clash finds out who else has mapped one
 */
record ShortPaths(ProbePaths paths, PathClashCheck clash) implements AdditionalPathsMapper, SmartInitializingSingleton {

	@Override
	public @Nullable List<String> getAdditionalPaths(EndpointId endpointId, WebServerNamespace namespace) {
		return (HealthEndpoint.ID.equals(endpointId) && namespace == WebServerNamespace.SERVER)
				? List.copyOf(this.paths.probes().keySet()) : null;
	}

	@Override
	public void afterSingletonsInstantiated() {
		this.clash.validate();
	}

}
