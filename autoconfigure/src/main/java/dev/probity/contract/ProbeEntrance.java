package dev.probity.contract;

import dev.probity.port.ProbePort;
import dev.probity.settings.MainBasePath;
import dev.probity.settings.MainPortTls;
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
	 * Where the properties put it.
	 * @param open the probe port of this process, or {@code null} if there is none
	 * @param main the port of the application, or {@code null} if it has none
	 */
	static ProbeEntrance of(ProbityProperties properties, @Nullable ProbePort open, @Nullable Integer main,
			Environment environment) {
		Integer chosen = properties.probePort();
		if (open == null && chosen != null && chosen < 0 && main != null) {
			return new ProbeEntrance(main, State.MAIN, mainScheme(environment), MainBasePath.of(environment));
		}
		return ofProbes(properties, open);
	}

	/**
	 * The probe port, or what it would be if there were one.
	 * @param open the probe port of this process, or {@code null} if there is none
	 */
	static ProbeEntrance ofProbes(ProbityProperties properties, @Nullable ProbePort open) {
		Integer chosen = properties.probePort();
		int otherwise = (open != null) ? open.port() : ProbePort.DEFAULT_PORT;
		return new ProbeEntrance((chosen != null && chosen > 0) ? chosen : otherwise,
				(open != null) ? State.OPEN : State.CLOSED,
				(properties.ssl().bundle() != null) ? Scheme.HTTPS : Scheme.HTTP, "");
	}

	private static Scheme mainScheme(Environment environment) {
		return MainPortTls.isEnabled(environment) ? Scheme.HTTPS : Scheme.HTTP;
	}

}
