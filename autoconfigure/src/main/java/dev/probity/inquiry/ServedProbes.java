package dev.probity.inquiry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.probity.probe.Probe;
import dev.probity.probe.Probes;
import dev.probity.traffic.GroupPaths;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;

/**
 * Where probes are served: short paths, Actuator's groups of the probes, and the
 * additional paths of any group. Paths of a port are below its base path.
 *
 * @param probes the probes
 * @param shortPaths the short paths and their probes; empty where there are none
 * @param groups the health groups, or {@code null}
 * @param endpoints the endpoints that are exposed on the web, or {@code null}
 * @param management where these are served
 */
record ServedProbes(Probes probes, Map<String, Probe> shortPaths, @Nullable HealthEndpointGroups groups,
		@Nullable PathMappedEndpoints endpoints, ManagementPortType management) {

	/**
	 * The paths of the application's port.
	 */
	List<String> ofMainPort() {
		List<String> paths = new ArrayList<>(this.shortPaths.keySet());
		if (this.management == ManagementPortType.SAME) {
			paths.addAll(groupPaths());
		}
		paths.addAll(additionalPaths(WebServerNamespace.SERVER));
		return paths.stream().distinct().toList();
	}

	/**
	 * The paths of a separate management port.
	 */
	List<String> ofManagementPort() {
		List<String> paths = new ArrayList<>(groupPaths());
		paths.addAll(additionalPaths(WebServerNamespace.MANAGEMENT));
		return paths.stream().distinct().toList();
	}

	/**
	 * The path of the health endpoint.
	 * @return {@code null} if it is not exposed on the web
	 */
	@Nullable String health() {
		return (this.endpoints != null && this.management != ManagementPortType.DISABLED)
				? this.endpoints.getPath(HealthEndpoint.ID) : null;
	}

	/**
	 * The probe that is asked at a path.
	 * @param path one of those above
	 * @return {@code null} if it is an additional path, which may be of any group
	 */
	@Nullable Probe probeAt(String path) {
		Probe brief = this.shortPaths.get(path);
		String health = health();
		return (brief != null || health == null) ? brief
				: this.probes.all()
					.stream()
					.filter((probe) -> path.equals(health + "/" + probe.name()))
					.findFirst()
					.orElse(null);
	}

	private List<String> groupPaths() {
		String health = health();
		return (health == null || this.groups == null) ? List.of()
				: this.probes.all()
					.stream()
					.map(Probe::name)
					.filter((name) -> this.groups.get(name) != null)
					.map((name) -> health + "/" + name)
					.toList();
	}

	private List<String> additionalPaths(WebServerNamespace namespace) {
		return (health() == null || this.groups == null) ? List.of()
				: this.groups.getAllWithAdditionalPath(namespace)
					.stream()
					.map(HealthEndpointGroup::getAdditionalPath)
					.filter(Objects::nonNull)
					.map(GroupPaths::path)
					.toList();
	}

}
