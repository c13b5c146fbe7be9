package dev.probity.test.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.probity.probe.Probe;
import org.jspecify.annotations.Nullable;

import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;

/**
 * Where the application listens in its pod, and which paths of probes it has there. What
 * a test sets does not count: a random port is not that of the pod.
 *
 * @param ports the ports
 */
record ListeningPorts(List<Port> ports) {

	private static final int SERVER = 8080;

	/** The probe port on Kubernetes, unless another is set. */
	private static final int PROBE = 9595;

	static ListeningPorts of(TestedApplication application, Pod pod) {
		Settings settings = new Settings((ConfigurableEnvironment) application.environment(), pod.variables());
		List<Port> ports = new ArrayList<>();
		int server = settings.number("server.port", SERVER);
		int management = settings.number("management.server.port", server);
		int probe = settings.number("probity.probe-port", PROBE);
		String health = application.locations().health();
		ports.add(new Port(server, "the application's port",
				application.hasShortPaths() ? application.locations().base() : null,
				(management == server) ? health : null));
		if (management > 0 && management != server) {
			ports.add(new Port(management, "the management port", null, health));
		}
		if (probe > 0) {
			ports.add(new Port(probe, "the probe port", "", null));
		}
		return new ListeningPorts(ports);
	}

	/**
	 * A port.
	 *
	 * @param number its number
	 * @param words what it is
	 * @param shortPaths what its short paths begin with, or {@code null} if it has none
	 * @param health the path of the health endpoint, or {@code null} if it has none
	 */
	record Port(int number, String words, @Nullable String shortPaths, @Nullable String health) {

		/**
		 * Whether a probe is asked at a path.
		 */
		boolean serves(TestedApplication application, Probe probe, String path) {
			return (this.shortPaths != null
					&& path.equals(this.shortPaths + application.locations().shortPath(probe.name())))
					|| (this.health != null && path.equals(this.health + "/" + probe.name()));
		}

		@Override
		public String toString() {
			return this.number + " (" + this.words + ")";
		}

	}

	/**
	 * Settings as they are in the pod.
	 */
	private record Settings(ConfigurableEnvironment environment, Map<String, String> variables) {

		private int number(String property, int otherwise) {
			String variable = this.variables.get(property.toUpperCase(Locale.ROOT).replace("-", "").replace('.', '_'));
			if (variable != null) {
				return Integer.parseInt(variable.trim());
			}
			for (PropertySource<?> source : this.environment.getPropertySources()) {
				int number = isOfRun(source) ? 0 : number(source.getProperty(property));
				if (number != 0) {
					return number;
				}
			}
			return otherwise;
		}

		/**
		 * A random port is that of a test, and none that a manifest could name.
		 */
		private int number(@Nullable Object value) {
			return (value != null) ? Integer.parseInt(this.environment.resolvePlaceholders(value.toString()).trim())
					: 0;
		}

		/**
		 * What repeats the other sources, and what is found out when a port is opened.
		 */
		private static boolean isOfRun(PropertySource<?> source) {
			return source.getName().equals("configurationProperties") || source.getName().equals("server.ports");
		}

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

}
