package dev.probity.web;

import dev.probity.probe.Probe;
import dev.probity.traffic.GroupPaths;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;
import org.springframework.boot.health.actuate.endpoint.AdditionalHealthEndpointPath;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.web.method.HandlerMethod;

/**
 * Where Actuator answers for the health groups beside its own path: for the group of a
 * probe it says the same there as the probe.
 *
 * @param groups the groups, or {@code null} if there are none
 */
record AdditionalPaths(@Nullable HealthEndpointGroups groups) {

	private static final String BOOT = "org.springframework.boot.";

	boolean isOf(Probe probe, String path, Object handler) {
		HealthEndpointGroup group = (this.groups != null && isActuators(handler)) ? this.groups.get(probe.name())
				: null;
		AdditionalHealthEndpointPath additional = (group != null) ? group.getAdditionalPath() : null;
		return additional != null && additional.hasNamespace(WebServerNamespace.SERVER)
				&& GroupPaths.path(additional).equals(path);
	}

	private static boolean isActuators(Object handler) {
		return handler instanceof HandlerMethod method && method.getBeanType().getPackageName().startsWith(BOOT)
				&& method.getBeanType().getPackageName().contains(".actuate.");
	}

}
