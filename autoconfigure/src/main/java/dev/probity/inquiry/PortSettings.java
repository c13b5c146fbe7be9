package dev.probity.inquiry;

import java.net.InetAddress;
import java.util.function.Function;

import dev.probity.inquiry.ProbePorts.Kind;
import dev.probity.inquiry.SelfInquiry.Scheme;
import dev.probity.traffic.SelfRequests;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.autoconfigure.web.server.ManagementServerProperties;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.ApplicationContext;

/**
 * What is known of the ports on which probes are served.
 *
 * @param requests tell the requests of this process from those of others
 * @param main what is said of the application's port, or {@code null}
 * @param management what is said of Actuator's, or {@code null}
 * @param mainBasePath what paths of the application's port are below
 * @param managementBasePath what paths of Actuator's are below
 */
record PortSettings(SelfRequests requests, @Nullable ServerProperties main,
		@Nullable ManagementServerProperties management, Function<ApplicationContext, String> mainBasePath,
		Function<ApplicationContext, String> managementBasePath) {

	String basePath(Kind kind, ApplicationContext server) {
		return ((kind == Kind.MAIN) ? this.mainBasePath : this.managementBasePath).apply(server);
	}

	/**
	 * Asks a port.
	 */
	SelfInquiry inquiry(Kind kind, int port) {
		InetAddress address = null;
		Ssl tls = null;
		if (kind == Kind.MAIN && this.main != null) {
			address = this.main.getAddress();
			tls = this.main.getSsl();
		}
		else if (kind == Kind.MANAGEMENT && this.management != null) {
			address = this.management.getAddress();
			tls = this.management.getSsl();
		}
		return new SelfInquiry(this.requests, OwnAddresses.of(address), port,
				Ssl.isEnabled(tls) ? Scheme.HTTPS : Scheme.HTTP);
	}

}
