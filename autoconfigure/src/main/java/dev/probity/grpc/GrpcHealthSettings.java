package dev.probity.grpc;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * What Spring Boot's properties say about gRPC health.
 */
record GrpcHealthSettings(Environment environment) {

	private static final Log logger = LogFactory.getLog(GrpcHealthSettings.class);

	private static final String PREFIX = "spring.grpc.server.health.";

	GrpcHealth.Server server() {
		return this.environment.getProperty(PREFIX + "include-overall-health", Boolean.class, true)
				? GrpcHealth.Server.SERVED : GrpcHealth.Server.LEFT_OUT;
	}

	/**
	 * Some are about asking indicators again and again, which nobody does here, or about
	 * statuses that probes do not have.
	 */
	void warnOfIgnored() {
		if (isSet("schedule")) {
			logger.warn(
					"'%sschedule' has no effect: gRPC health evaluates the verdict for each answer.".formatted(PREFIX));
		}
		if (isSet("status") && !isSet("service")) {
			logger.warn(("'%sstatus' does not apply to the services of the probes, which are SERVING while UP or "
					+ "DEGRADED; it applies only to the services under '%sservice'.")
				.formatted(PREFIX, PREFIX));
		}
	}

	private boolean isSet(String part) {
		return Binder.get(this.environment).bind(PREFIX + part, Bindable.mapOf(String.class, Object.class)).isBound();
	}

}
