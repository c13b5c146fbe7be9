package dev.probity.actuate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import dev.probity.probe.ProbeStatus;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointProperties;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthProperties;

/**
 * What the application says of the statuses of a probe's group, which a probe does not
 * follow: it says the same on every path.
 */
final class IgnoredGroupSettings {

	private static final String PREFIX = "management.endpoint.health.";

	private static final List<String> USUAL = List.of("down", "outofservice", "degraded", "up");

	private IgnoredGroupSettings() {
	}

	/**
	 * The properties that a probe does not follow.
	 * @param properties Actuator's properties, or {@code null} if there are none
	 * @param probes the names of the probes
	 */
	static List<String> of(@Nullable HealthEndpointProperties properties, Stream<String> probes) {
		List<String> ignored = new ArrayList<>();
		if (properties != null) {
			addMappings(PREFIX, properties.getStatus(), ignored);
			probes.forEach((probe) -> {
				HealthEndpointProperties.Group group = properties.getGroup().get(probe);
				HealthProperties.@Nullable Status status = (group != null) ? group.getStatus() : null;
				if (status != null) {
					String prefix = PREFIX + "group." + probe + ".";
					if (status.getOrder() != null && !isUsual(status.getOrder())) {
						ignored.add(prefix + "status.order");
					}
					addMappings(prefix, status, ignored);
				}
			});
		}
		return ignored;
	}

	/**
	 * Whether the worse comes first, whatever else the application knows: which of its
	 * own statuses come before these is not ignored.
	 */
	private static boolean isUsual(List<String> order) {
		List<Integer> known = order.stream()
			.map((status) -> USUAL.indexOf(letters(status).toLowerCase(Locale.ROOT)))
			.filter((rank) -> rank >= 0)
			.toList();
		return known.equals(known.stream().sorted().toList());
	}

	private static void addMappings(String prefix, HealthProperties.Status status, List<String> ignored) {
		for (Map.Entry<String, Integer> mapping : status.getHttpMapping().entrySet()) {
			Stream.of(ProbeStatus.values())
				.filter((each) -> letters(each.name()).equalsIgnoreCase(letters(mapping.getKey())))
				.filter((each) -> each.httpStatus() != mapping.getValue())
				.forEach((each) -> ignored.add(prefix + "status.http-mapping." + mapping.getKey()));
		}
	}

	private static String letters(String name) {
		return name.replaceAll("[^A-Za-z]", "");
	}

}
