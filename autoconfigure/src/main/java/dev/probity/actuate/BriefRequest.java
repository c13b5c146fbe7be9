package dev.probity.actuate;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;
import org.springframework.boot.health.actuate.endpoint.AdditionalHealthEndpointPath;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;

/**
 * Whether a caller of the health endpoint is to get the verdict of a probe and nothing
 * else: then no component needs to be asked.
 */
final class BriefRequest {

	private BriefRequest() {
	}

	static boolean isOne(HealthEndpointGroups groups, SecurityContext caller, boolean showAll, String... path) {
		if (showAll || path.length != 1) {
			return false;
		}
		HealthEndpointGroup group = groups.get(path[0]);
		return group instanceof ProbeGroup && !group.showComponents(caller);
	}

	/**
	 * Whether somebody asks for a group that the application has declared itself.
	 */
	static boolean isForApplicationsGroup(HealthEndpointGroups groups, @Nullable WebServerNamespace server,
			String... path) {
		if (path.length == 0) {
			return false;
		}
		HealthEndpointGroup group = groups.get(path[0]);
		if (group == null && server != null) {
			group = groups.get(AdditionalHealthEndpointPath.of(server, path[0]));
		}
		return group instanceof ApplicationGroup;
	}

}
