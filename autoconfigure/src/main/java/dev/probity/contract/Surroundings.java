package dev.probity.contract;

import dev.probity.contract.Circumstances.Platform;
import dev.probity.contract.ProbeEntrance.Scheme;
import dev.probity.contract.ProbeEntrance.State;
import dev.probity.port.ProbePort;
import dev.probity.probe.Probes;
import dev.probity.settings.MainBasePath;
import dev.probity.settings.ProbityProperties;
import dev.probity.settings.SpringBootTests;
import dev.probity.web.ConfiguredPaths;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.cloud.CloudPlatform;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;

/**
 * What changes no more once the start is over.
 *
 * @param context the context that serves
 * @param platform whether it is Kubernetes
 * @param ports its ports
 * @param entrance where the probes are
 * @param probePort where they are or would be with a probe port
 * @param properties its properties
 * @param roles what its paths answer for
 */
record Surroundings(ApplicationContext context, Platform platform, ServedPorts ports, ProbeEntrance entrance,
		ProbeEntrance probePort, ProbityProperties properties, PathRoles roles) {

	static Surroundings read(ApplicationContext context, Probes probes) {
		Environment environment = context.getEnvironment();
		ProbityProperties properties = context.getBean(ProbityProperties.class);
		boolean kubernetes = CloudPlatform.KUBERNETES.isActive(environment) && !SpringBootTests.isOne(environment);
		Platform platform = kubernetes ? Platform.KUBERNETES : Platform.OTHER;
		ProbePort open = context.getBeanProvider(ProbePort.class).getIfAvailable();
		ServedPorts ports = ServedPorts.of(context);
		return new Surroundings(context, platform, ports, entrance(properties, open, ports, platform, environment),
				probePort(properties, open, ports, platform), properties,
				PathRoles.of(probes, ConfiguredPaths.of(properties.paths(), probes), context));
	}

	/**
	 * Where they are, or will be on Kubernetes as all is configured: a manifest with a
	 * port that will not be open has every pod restarted for ever.
	 * @param open the probe port of this process, or {@code null} if there is none
	 */
	private static ProbeEntrance entrance(ProbityProperties properties, @Nullable ProbePort open, ServedPorts ports,
			Platform platform, Environment environment) {
		ProbeEntrance probes = probePort(properties, open, ports, platform);
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
	private static ProbeEntrance probePort(ProbityProperties properties, @Nullable ProbePort open, ServedPorts ports,
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

	ProbityProperties.Paths paths() {
		return this.properties.paths();
	}

	/**
	 * The path of a probe, which is that of its group where the port has no short paths.
	 * @param probe the name of the probe
	 * @param brief its short path
	 */
	String path(String probe, String brief) {
		boolean groups = switch (this.entrance.state()) {
			case MAIN -> !paths().enabled();
			case MANAGEMENT -> true;
			case OPEN, CLOSED, GRPC, NONE -> false;
		};
		return groups ? this.ports.health() + "/" + probe : brief;
	}

}
