package dev.probity.contract;

import dev.probity.contract.Circumstances.Platform;
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

		/** The port of the application, since there will be no other. */
		MAIN,

		/** The port of Actuator, which alone has the probes. */
		MANAGEMENT,

		/** The port of gRPC, which alone has the probes. */
		GRPC,

		/** A probe port that there is none of, though nothing else has the probes. */
		NONE

	}

	/**
	 * How a port is spoken to.
	 */
	enum Scheme {

		HTTP, HTTPS

	}

	/**
	 * Where they are, or will be on Kubernetes as all is configured: a manifest with a
	 * port that will not be open has every pod restarted for ever.
	 * @param open the probe port of this process, or {@code null} if there is none
	 */
	static ProbeEntrance of(ProbityProperties properties, @Nullable ProbePort open, ServedPorts ports,
			Platform platform, Environment environment) {
		ProbeEntrance probes = ofProbes(properties, open, ports, platform);
		if (probes.state() != State.NONE) {
			return probes;
		}
		if (ports.main() != null
				&& (properties.paths().enabled() || (ports.health() != null && ports.management() == null))) {
			return new ProbeEntrance(ports.main(), State.MAIN, ports.mainScheme(), MainBasePath.of(environment));
		}
		if (ports.management() != null && ports.health() != null) {
			return new ProbeEntrance(ports.management(), State.MANAGEMENT, ports.managementScheme(),
					environment.getProperty("management.server.base-path", ""));
		}
		if (ports.grpc() != null && ports.grpcHealth()) {
			return new ProbeEntrance(ports.grpc(), State.GRPC, Scheme.HTTP, "");
		}
		return probes;
	}

	/**
	 * The probe port, or what it would be if there were one.
	 * @param open the probe port of this process, or {@code null} if there is none
	 */
	static ProbeEntrance ofProbes(ProbityProperties properties, @Nullable ProbePort open, ServedPorts ports,
			Platform platform) {
		Scheme scheme = (properties.ssl().bundle() != null) ? Scheme.HTTPS : Scheme.HTTP;
		Integer chosen = properties.probePort();
		if (open != null) {
			return new ProbeEntrance((chosen != null && chosen > 0) ? chosen : open.port(), State.OPEN, scheme, "");
		}
		int number = (chosen != null && chosen > 0) ? chosen : ProbePort.DEFAULT_PORT;
		// on Kubernetes it would be open now
		boolean isFree = !ports.has(number) && (chosen != null || platform != Platform.KUBERNETES);
		if (isFree && platform != Platform.KUBERNETES && (chosen == null || chosen >= 0)) {
			return new ProbeEntrance(number, State.CLOSED, scheme, "");
		}
		for (number = isFree ? number : number + 1; ports.has(number); number++) {
			// the next one
		}
		return new ProbeEntrance(number, State.NONE, scheme, "");
	}

}
