package dev.probity.test;

import java.util.Map;

import dev.probity.probe.Probe;
import dev.probity.probe.Probes;
import dev.probity.settings.ProbityProperties;
import dev.probity.web.ConfiguredPaths;

import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;

/**
 * Where an application answers its probes.
 *
 * @param context the application
 * @since 0.1.0
 */
public record ProbeLocations(ApplicationContext context) {

	/**
	 * The short path of a probe below the base path of the application's port; on the
	 * probe port there is none.
	 * @param probe the name of the probe
	 * @return the path, such as {@code /readyz}
	 * @throws IllegalArgumentException if the application has no such probe
	 */
	public String shortPath(String probe) {
		Map<String, Probe> probes = ConfiguredPaths
			.of(this.context.getBean(ProbityProperties.class).paths(), this.context.getBean(Probes.class))
			.probes();
		return probes.entrySet()
			.stream()
			.filter((path) -> path.getValue().name().equals(probe))
			.map(Map.Entry::getKey)
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("The application has no probe '%s'; it has %s"
				.formatted(probe, probes.values().stream().map(Probe::name).toList())));
	}

	/**
	 * What all paths of the application's port begin with.
	 * @return the path, empty if there is none
	 */
	public String base() {
		return property("server.servlet.context-path") + property("spring.webflux.base-path")
				+ property("spring.mvc.servlet.path");
	}

	/**
	 * The path of Actuator's health endpoint, on the management port if there is one.
	 * @return the path, such as {@code /actuator/health}
	 */
	public String health() {
		Environment environment = this.context.getEnvironment();
		String base = hasManagementPort() ? property("management.server.base-path") : base();
		return base + environment.getProperty("management.endpoints.web.base-path", "/actuator").replaceFirst("/$", "")
				+ "/" + environment.getProperty("management.endpoints.web.path-mapping.health", "health");
	}

	/**
	 * Whether Actuator has another port than the application.
	 * @return whether it has
	 */
	public boolean hasManagementPort() {
		Environment environment = this.context.getEnvironment();
		String management = environment.getProperty("local.management.port");
		return management != null && !management.equals(environment.getProperty("local.server.port"));
	}

	private String property(String name) {
		return this.context.getEnvironment().getProperty(name, "").replaceFirst("/$", "");
	}

}
