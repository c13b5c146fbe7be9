package dev.probity.traffic;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import dev.probity.probe.Probe;
import dev.probity.probe.ProbeType;
import dev.probity.probe.Probes;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;
import org.springframework.boot.actuate.endpoint.web.PathMapper;
import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;
import org.springframework.boot.health.actuate.endpoint.AdditionalHealthEndpointPath;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;

/**
 * Where Actuator answers for the groups of the readiness probes.
 */
public final class GroupPaths {

	private GroupPaths() {
	}

	public static Map<String, Probe> of(Probes probes, HealthEndpointGroups groups, WebEndpointProperties endpoints,
			ObjectProvider<PathMapper> mappers) {
		return of(ProbeType.READINESS, probes, groups, endpoints, mappers);
	}

	/**
	 * Where Actuator answers for groups whose answers may have headers of their own:
	 * those of readiness, and of liveness.
	 */
	public static Map<String, Probe> withHeaders(Probes probes, HealthEndpointGroups groups,
			WebEndpointProperties endpoints, ObjectProvider<PathMapper> mappers) {
		Map<String, Probe> paths = new LinkedHashMap<>(of(ProbeType.LIVENESS, probes, groups, endpoints, mappers));
		paths.putAll(of(probes, groups, endpoints, mappers));
		return paths;
	}

	/**
	 * Where Actuator answers for the groups of the probes of one type.
	 */
	public static Map<String, Probe> of(ProbeType type, Probes probes, HealthEndpointGroups groups,
			WebEndpointProperties endpoints, ObjectProvider<PathMapper> mappers) {
		String health = endpoints.getBasePath() + "/"
				+ PathMapper.getRootPath(mappers.orderedStream().toList(), HealthEndpoint.ID);
		Map<String, Probe> paths = new LinkedHashMap<>();
		probes.all().stream().filter((probe) -> probe.type() == type).forEach((probe) -> {
			HealthEndpointGroup group = groups.get(probe.name());
			if (group == null) {
				return;
			}
			paths.put(health + "/" + probe.name(), probe);
			AdditionalHealthEndpointPath additional = group.getAdditionalPath();
			if (additional != null) {
				paths.put(path(additional), probe);
			}
		});
		return paths;
	}

	/**
	 * Where the main port answers for groups, those of the application included.
	 */
	public static Set<String> additional(HealthEndpointGroups groups) {
		return groups.getAllWithAdditionalPath(WebServerNamespace.SERVER)
			.stream()
			.map(HealthEndpointGroup::getAdditionalPath)
			.filter(Objects::nonNull)
			.map(GroupPaths::path)
			.collect(Collectors.toSet());
	}

	public static String path(AdditionalHealthEndpointPath additional) {
		String path = additional.getValue();
		return path.startsWith("/") ? path : "/" + path;
	}

}
