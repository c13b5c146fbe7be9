package dev.probity.port;

import java.net.InetAddress;

import dev.probity.check.Range;
import dev.probity.probe.ProbePaths;
import dev.probity.settings.FailureAnalyzedException;
import dev.probity.settings.ProbityProperties;
import dev.probity.settings.RequiredRange;
import dev.probity.settings.SpringBootTests;
import dev.probity.web.BalancerHeaders;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.cloud.CloudPlatform;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;

/**
 * What is to be opened, read from the environment before there is any bean.
 *
 * @param port the number; 0 for any that is free
 * @param origin who has chosen the number
 * @param address what it is bound to, or {@code null} for every address of the machine
 * @param paths the paths of the probes
 * @param balancer what load balancers are told while there is no application to say so
 * @param tls whether it speaks TLS
 */
record ProbePortSettings(int port, Origin origin, @Nullable InetAddress address, PortPaths paths,
		BalancerHeaders balancer, PortTls tls) {

	static final String PORT = "probity.probe-port";

	static final String ADDRESS = "probity.probe-address";

	static final String BUNDLE = "probity.ssl.bundle";

	private static final Log logger = LogFactory.getLog(ProbePortSettings.class);

	private static final int NONE = -1;

	private static final int MAX = 65535;

	/**
	 * Who has chosen a number.
	 */
	enum Origin {

		PROPERTY, DEFAULT

	}

	/**
	 * What an environment says.
	 * @param environment the environment
	 * @param type what the application is, unless the environment says otherwise
	 * @return the settings, or {@code null} if no port is to be opened
	 * @throws FailureAnalyzedException if a setting cannot be
	 */
	static @Nullable ProbePortSettings of(ConfigurableEnvironment environment, @Nullable WebApplicationType type) {
		Binder binder = Binder.get(environment);
		Integer chosen = binder.bind(PORT, Integer.class).orElse(null);
		if (!environment.getProperty("probity.enabled", Boolean.class, true) || !isWanted(chosen, environment)) {
			return null;
		}
		int port = (chosen != null) ? chosen : ProbePort.DEFAULT_PORT;
		RequiredRange.require(PORT, port, Range.of(0, MAX), "there is no such port",
				"Set it to a number from 1 to %d, to 0 for any free port, or to -1 for none.".formatted(MAX));
		String other = new ApplicationPorts(environment, type).propertyOf(port);
		if (other != null) {
			if (chosen == null) {
				logger.warn(
						("There is no probe port: it would be %d, and so is '%s'. Probes are answered on the port of the "
								+ "application only. Set '%s' to a port that is free, or to -1 for no probe port.")
							.formatted(port, other, PORT));
				return null;
			}
			throw new FailureAnalyzedException(
					"The probe port is %d, and so is '%s'; nothing but probes is served on the probe port."
						.formatted(port, other),
					"Set the property '%s' to a different port.".formatted(PORT));
		}
		return new ProbePortSettings(port, (chosen != null) ? Origin.PROPERTY : Origin.DEFAULT,
				binder.bind(ADDRESS, InetAddress.class).orElse(null), paths(binder),
				BalancerHeaders.of(binder.bindOrCreate("probity.balancer", ProbityProperties.Balancer.class)),
				new PortTls(binder.bind(BUNDLE, String.class).orElse(null)));
	}

	static boolean isNone(@Nullable Integer chosen) {
		return chosen != null && chosen == NONE;
	}

	/**
	 * Tests of Spring Boot keep many contexts, so they get a port only if it may be any.
	 */
	private static boolean isWanted(@Nullable Integer chosen, Environment environment) {
		if (SpringBootTests.isOne(environment)) {
			return chosen != null && chosen == 0;
		}
		return (chosen != null) ? !isNone(chosen) : CloudPlatform.KUBERNETES.isActive(environment);
	}

	private static PortPaths paths(Binder binder) {
		return new PortPaths(binder.bind("probity.paths.liveness", String.class).orElse(ProbePaths.LIVENESS),
				binder.bind("probity.paths.readiness", String.class).orElse(ProbePaths.READINESS),
				binder.bind("probity.paths.startup", String.class).orElse(ProbePaths.STARTUP));
	}

}
