package dev.probity.actuate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import dev.probity.definition.DeclaredMembers;
import dev.probity.probe.Probe;
import dev.probity.probe.ProbeStatus;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointProperties;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthProperties;

/**
 * What the application says of a probe's group that the probe does not follow: it answers
 * the same on every path, and the startup probe has no members.
 *
 * @param properties Actuator's properties
 * @param probes the probes
 */
record IgnoredGroupSettings(HealthEndpointProperties properties, Collection<Probe> probes) {

	private static final Log logger = LogFactory.getLog(IgnoredGroupSettings.class);

	private static final String PREFIX = "management.endpoint.health.";

	private static final List<String> USUAL = List.of("down", "outofservice", "degraded", "up");

	void warn() {
		List<String> ignored = statuses();
		if (!ignored.isEmpty()) {
			logger.warn(("The probes ignore '%s': on every path a probe answers 503 if it is DOWN or "
					+ "OUT_OF_SERVICE, and 200 if it is UP or DEGRADED.")
				.formatted(String.join("', '", ignored)));
		}
		if (DeclaredMembers.of(this.properties, Probe.STARTUP).isPresent()) {
			logger.warn(("The members of the health group '%s' are ignored: the startup probe reports only whether the "
					+ "application has started. Remove 'management.endpoint.health.group.%s.include' and "
					+ "'exclude'.")
				.formatted(Probe.STARTUP, Probe.STARTUP));
		}
	}

	private List<String> statuses() {
		List<String> ignored = new ArrayList<>();
		addMappings(PREFIX, this.properties.getStatus(), ignored);
		this.probes.forEach((probe) -> {
			HealthEndpointProperties.Group group = this.properties.getGroup().get(probe.name());
			HealthProperties.@Nullable Status status = (group != null) ? group.getStatus() : null;
			if (status != null) {
				String prefix = PREFIX + "group." + probe.name() + ".";
				if (status.getOrder() != null && !isUsual(status.getOrder())) {
					ignored.add(prefix + "status.order");
				}
				addMappings(prefix, status, ignored);
			}
		});
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
