package dev.probity.contract;

import dev.probity.port.ProbePort;
import dev.probity.settings.MainBasePath;
import dev.probity.settings.ProbityProperties;
import org.jspecify.annotations.Nullable;

import org.springframework.core.env.Environment;

/**
 * Where Kubernetes is to request the probes.
 *
 * @param number the port
 * @param state whether it is there
 * @param scheme how it is spoken to
 * @param prefix what comes before the short paths
 */
record ProbeEntrance(int number, State state, Scheme scheme, String prefix) {

	/**
	 * Whether the port is there.
	 */
	enum State {

		/** The probe port of this process. */
		OPEN,

		/** The probe port as it will be on Kubernetes. */
		CLOSED,

		/** The port of the application, since it is told to have no other. */
		MAIN

	}

	/**
	 * How a port is spoken to.
	 */
	enum Scheme {

		HTTP, HTTPS

	}

	/**
	 * The probe port as it is if nothing is set.
	 */
	static ProbeEntrance ofProbes() {
		return new ProbeEntrance(ProbePort.DEFAULT_PORT, State.CLOSED, Scheme.HTTP, "");
	}

	/**
	 * Where the properties put it.
	 * @param open the probe port of this process, or {@code null} if there is none
	 * @param main the port of the application, or {@code null} if it has none
	 */
	static ProbeEntrance of(ProbityProperties properties, @Nullable ProbePort open, @Nullable Integer main,
			Environment environment) {
		Integer chosen = properties.probePort();
		Scheme scheme = (properties.ssl().bundle() != null) ? Scheme.HTTPS : Scheme.HTTP;
		if (open != null) {
			int port = (chosen != null && chosen > 0) ? chosen : open.port();
			return new ProbeEntrance(port, State.OPEN, scheme, "");
		}
		if (chosen != null && chosen < 0 && main != null) {
			return new ProbeEntrance(main, State.MAIN, mainScheme(environment), MainBasePath.of(environment));
		}
		return new ProbeEntrance((chosen != null && chosen > 0) ? chosen : ProbePort.DEFAULT_PORT, State.CLOSED, scheme,
				"");
	}

	private static Scheme mainScheme(Environment environment) {
		boolean tls = environment.getProperty("server.ssl.enabled", Boolean.class, true)
				&& (environment.containsProperty("server.ssl.bundle")
						|| environment.containsProperty("server.ssl.key-store")
						|| environment.containsProperty("server.ssl.certificate"));
		return tls ? Scheme.HTTPS : Scheme.HTTP;
	}

}
