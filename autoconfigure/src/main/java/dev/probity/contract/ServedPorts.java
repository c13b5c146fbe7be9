package dev.probity.contract;

import java.util.Objects;
import java.util.stream.Stream;

import dev.probity.settings.MainPortTls;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;

/**
 * The ports of an application, the probe port not among them: as they have been opened,
 * and as configured where that is not told.
 *
 * @param main that of the application, or {@code null} if it has none
 * @param mainScheme how it is spoken to
 * @param management one that Actuator has to itself, or {@code null}
 * @param managementScheme how it is spoken to
 * @param grpc that of a gRPC server, or {@code null}
 * @param grpcHealth whether a kubelet can ask health there
 * @param health the path of Actuator's health, below what is the port's own, or
 * {@code null} if it is not exposed
 */
record ServedPorts(@Nullable Integer main, ProbeEntrance.Scheme mainScheme, @Nullable Integer management,
		ProbeEntrance.Scheme managementScheme, @Nullable Integer grpc, boolean grpcHealth, @Nullable String health) {

	static ServedPorts of(ApplicationContext context) {
		Environment environment = context.getEnvironment();
		boolean web = ContextsBelow.servesWeb(context);
		boolean apart = web && ManagementPortType.get(environment) == ManagementPortType.DIFFERENT;
		return new ServedPorts(web ? number(environment, "local.server.port", "server.port", 8080) : null,
				scheme(MainPortTls.isEnabled(environment)),
				apart ? number(environment, "local.management.port", "management.server.port", 0) : null,
				scheme(isTls(environment, "management.server.ssl.")),
				ContextsBelow.servesGrpc(context)
						? number(environment, "spring.grpc.server.port", "spring.grpc.server.port", 9090) : null,
				context.containsBean("probityGrpcHealth") && !isTls(environment, "spring.grpc.server.ssl."),
				health(context));
	}

	/**
	 * Where any free one was asked for, only the one that came of it is one.
	 */
	private static @Nullable Integer number(Environment environment, String opened, String configured, int otherwise) {
		int number = environment.getProperty(opened, Integer.class,
				environment.getProperty(configured, Integer.class, otherwise));
		return (number > 0) ? number : null;
	}

	private static ProbeEntrance.Scheme scheme(boolean tls) {
		return tls ? ProbeEntrance.Scheme.HTTPS : ProbeEntrance.Scheme.HTTP;
	}

	private static boolean isTls(Environment environment, String prefix) {
		return environment.getProperty(prefix + "enabled", Boolean.class, true)
				&& Stream.of("bundle", "key-store", "certificate")
					.anyMatch((property) -> environment.containsProperty(prefix + property));
	}

	private static @Nullable String health(ApplicationContext context) {
		PathMappedEndpoints endpoints = context.getBeanProvider(PathMappedEndpoints.class).getIfAvailable();
		return (endpoints != null && ManagementPortType.get(context.getEnvironment()) != ManagementPortType.DISABLED)
				? endpoints.getPath(HealthEndpoint.ID) : null;
	}

	/**
	 * Whether anybody is served.
	 */
	boolean any() {
		return this.main != null || this.grpc != null;
	}

	boolean has(int port) {
		return Stream.of(this.main, this.management, this.grpc).filter(Objects::nonNull).anyMatch((own) -> own == port);
	}

}
