package dev.probity.contract;

import dev.probity.contract.Circumstances.Platform;
import dev.probity.port.ProbePort;
import dev.probity.probe.Probes;
import dev.probity.settings.ProbityProperties;
import dev.probity.settings.SpringBootTests;
import dev.probity.web.ConfiguredPaths;

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
		return new Surroundings(context, platform, ports,
				ProbeEntrance.of(properties, open, ports, platform, environment),
				ProbeEntrance.ofProbes(properties, open, ports, platform), properties,
				PathRoles.of(probes, ConfiguredPaths.of(properties.paths(), probes), context));
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
