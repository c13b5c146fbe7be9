package dev.probity.actuate;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

import dev.probity.indicator.IndicatorStatuses;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointProperties;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthProperties;

/**
 * What Actuator's settings say of the statuses of health indicators. One that the group
 * of a probe answers with an error fails its check: a check has one state, and the probe
 * would be ready otherwise.
 */
final class DeclaredStatuses {

	private static final int FIRST_ERROR = 400;

	private DeclaredStatuses() {
	}

	/**
	 * The statuses.
	 * @param properties Actuator's properties, or {@code null} if there are none
	 * @param probes the names of the probes
	 */
	static IndicatorStatuses of(@Nullable HealthEndpointProperties properties, Stream<String> probes) {
		if (properties == null) {
			return IndicatorStatuses.of(null, null);
		}
		Map<String, Integer> mapping = new LinkedHashMap<>(properties.getStatus().getHttpMapping());
		probes.forEach((probe) -> {
			HealthEndpointProperties.Group group = properties.getGroup().get(probe);
			HealthProperties.@Nullable Status status = (group != null) ? group.getStatus() : null;
			if (status != null) {
				status.getHttpMapping().forEach((code, http) -> {
					if (http >= FIRST_ERROR) {
						mapping.put(code, http);
					}
				});
			}
		});
		return IndicatorStatuses.of(properties.getStatus().getOrder(), mapping);
	}

}
