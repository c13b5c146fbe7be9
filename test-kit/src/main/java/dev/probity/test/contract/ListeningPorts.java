package dev.probity.test.contract;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.probity.probe.Probe;
import org.jspecify.annotations.Nullable;

/**
 * Where the application listens in its pod, and which paths of probes it has there. What
 * a test sets does not count: a random port is not that of the pod.
 *
 * @param ports the ports
 * @param unknown which settings of them nobody can know
 */
record ListeningPorts(List<Port> ports, List<String> unknown) {

	private static final int SERVER = 8080;

	/** The probe port on Kubernetes, unless another is set. */
	private static final int PROBE = 9595;

	private static final String HEALTH = "management.endpoint.health.";

	// Spring Boot's own, if they are wanted
	private static final Map<String, String> ADDED = Map.of(Probe.LIVENESS, "server:/livez", Probe.READINESS,
			"server:/readyz");

	static ListeningPorts of(TestedApplication application, Pod pod) {
		PodSettings settings = new PodSettings(application.environment(), pod.variables());
		List<Port> ports = new ArrayList<>();
		if (application.hasWebServer()) {
			addWeb(settings, application.hasShortPaths(), ports);
		}
		int probe = settings.port("probity.probe-port", PROBE);
		if (probe > 0) {
			ports.add(new Port(probe, "the probe port", "", null, Map.of()));
		}
		return new ListeningPorts(ports, settings.unknown());
	}

	private static void addWeb(PodSettings settings, boolean shortPaths, List<Port> ports) {
		int server = settings.port("server.port", SERVER);
		int management = settings.port("management.server.port", server);
		boolean separate = management > 0 && management != server;
		String base = path(settings, "server.servlet.context-path") + path(settings, "spring.webflux.base-path")
				+ path(settings, "spring.mvc.servlet.path");
		String health = (separate ? path(settings, "management.server.base-path") : base)
				+ settings.text("management.endpoints.web.base-path", "/actuator").replaceFirst("/$", "") + "/"
				+ settings.text("management.endpoints.web.path-mapping.health", "health");
		ports.add(new Port(server, "the application's port", shortPaths ? base : null,
				(management == server) ? health : null, further(settings, "server:", base)));
		if (separate) {
			ports.add(new Port(management, "the management port", null, health,
					further(settings, "management:", path(settings, "management.server.base-path"))));
		}
	}

	/**
	 * The further paths that health groups have on a port, by their probes.
	 */
	private static Map<String, String> further(PodSettings settings, String port, String base) {
		boolean added = settings.text(HEALTH + "probes.add-additional-paths", "false").equals("true");
		Map<String, String> paths = new HashMap<>();
		for (String probe : List.of(Probe.LIVENESS, Probe.READINESS, Probe.STARTUP)) {
			String path = settings.text(HEALTH + "group." + probe + ".additional-path",
					added ? ADDED.getOrDefault(probe, "") : "");
			if (path.startsWith(port)) {
				paths.put(probe, base + "/" + path.substring(port.length()).replaceFirst("^/", ""));
			}
		}
		return paths;
	}

	private static String path(PodSettings settings, String property) {
		return settings.text(property, "").replaceFirst("/$", "");
	}

	/**
	 * Whether anything of the application is asked at a path, on whatever port.
	 */
	boolean isKnown(TestedApplication application, String path) {
		return this.ports.stream()
			.anyMatch((port) -> path.equals(port.health())
					|| application.probes().all().stream().anyMatch((probe) -> port.serves(application, probe, path)));
	}

	/**
	 * For messages: where a probe is answered.
	 */
	String wherever(TestedApplication application, Probe probe) {
		List<String> places = new ArrayList<>();
		for (Port port : this.ports) {
			if (port.shortPaths() != null) {
				places.add("%s on port %s"
					.formatted(port.shortPaths() + application.locations().shortPath(probe.name()), port));
			}
			else if (port.health() != null) {
				places.add("%s/%s on port %s".formatted(port.health(), probe.name(), port));
			}
		}
		return String.join(", or ", places);
	}

	/**
	 * A port.
	 *
	 * @param number its number
	 * @param words what it is
	 * @param shortPaths what its short paths begin with, or {@code null} if it has none
	 * @param health the path of the health endpoint, or {@code null} if it has none
	 * @param further the further paths of health groups, by their probes
	 */
	record Port(int number, String words, @Nullable String shortPaths, @Nullable String health,
			Map<String, String> further) {

		/**
		 * Whether a probe is asked at a path.
		 */
		boolean serves(TestedApplication application, Probe probe, String path) {
			return (this.shortPaths != null
					&& path.equals(this.shortPaths + application.locations().shortPath(probe.name())))
					|| (this.health != null && path.equals(this.health + "/" + probe.name()))
					|| path.equals(this.further.get(probe.name()));
		}

		@Override
		public String toString() {
			return this.number + " (" + this.words + ")";
		}

	}

}
