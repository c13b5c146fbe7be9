package dev.probity.actuate;

import java.util.stream.Stream;

import dev.probity.indicator.IndicatorStatuses;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointProperties;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthProperties;

/**
 * What the application says of the statuses of its indicators, for all of Actuator and
 * for the groups of the probes.
 */
final class DeclaredStatuses {

	private DeclaredStatuses() {
	}

	/**
	 * Those that fail.
	 * @param properties Actuator's properties
	 * @param probes the names of the probes
	 */
	static IndicatorStatuses of(HealthEndpointProperties properties, Stream<String> probes) {
		return probes.map(properties.getGroup()::get)
			.map((group) -> (group != null) ? of(group.getStatus()) : IndicatorStatuses.of(null, null))
			.reduce(of(properties.getStatus()), IndicatorStatuses::and);
	}

	private static IndicatorStatuses of(HealthProperties.@Nullable Status status) {
		return (status != null) ? IndicatorStatuses.of(status.getOrder(), status.getHttpMapping())
				: IndicatorStatuses.of(null, null);
	}

}
