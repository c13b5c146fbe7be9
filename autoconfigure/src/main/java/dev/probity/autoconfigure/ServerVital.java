package dev.probity.autoconfigure;

import java.time.Duration;
import java.util.List;

import dev.probity.autoconfigure.CheckDefinition.Pace;
import dev.probity.check.CheckPolicy;
import dev.probity.check.HealthCheck;
import dev.probity.check.Ticker;
import dev.probity.probe.Criticality;
import dev.probity.probe.ProbeType;
import dev.probity.traffic.Traffic;
import dev.probity.vital.ServerCheck;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;

/**
 * Looks after the server of the application from when it has opened its port. What the
 * server speaks, and which certificates it wants, is nothing to know here.
 */
final class ServerVital implements ApplicationListener<WebServerInitializedEvent> {

	static final String NAME = "server";

	private static final Log logger = LogFactory.getLog(ServerVital.class);

	// three misses in a row take longer than a dependency that hangs takes to be seen
	private static final CheckPolicy POLICY = CheckPolicy.of(Duration.ofSeconds(10), Duration.ofSeconds(5),
			Duration.ofSeconds(5), 3, 1, 0.1, null);

	private final boolean askedElsewhere;

	private final CheckRegistrar registrar;

	private final VitalDefinitions vitals;

	private final Traffic traffic;

	private final String path;

	private final Ticker ticker;

	/**
	 * Look after the server.
	 * @param askedElsewhere whether probes are asked on another port, so that they say
	 * nothing of the server by being answered
	 */
	ServerVital(boolean askedElsewhere, CheckRegistrar registrar, VitalDefinitions vitals, Traffic traffic, String path,
			Ticker ticker) {
		this.askedElsewhere = askedElsewhere;
		this.registrar = registrar;
		this.vitals = vitals;
		this.traffic = traffic;
		this.path = path;
		this.ticker = ticker;
	}

	@Override
	public void onApplicationEvent(WebServerInitializedEvent event) {
		if (!this.askedElsewhere
				|| WebServerApplicationContext.hasServerNamespace(event.getApplicationContext(), "management")) {
			return;
		}
		// opened once more, after a pause of the context, it may be another server
		this.registrar.remove(List.of(NAME));
		if (!this.vitals.isWanted(NAME)) {
			return;
		}
		WebServer server = event.getWebServer();
		if (server.getPort() < 1) {
			logger.info("The check 'server' is left out: the server of the application has no TCP port to ask.");
			return;
		}
		ServerAddresses addresses = ServerAddresses.of(event.getApplicationContext());
		this.registrar.add(List.of(new CheckDefinition(NAME, null, Criticality.REQUIRED, ProbeType.READINESS,
				Pace.NORMAL, POLICY, (policy) -> check(server, addresses, policy))), null);
	}

	private HealthCheck check(WebServer server, ServerAddresses addresses, CheckPolicy policy) {
		// it is to have answered by itself
		Duration patience = policy.timeout().multipliedBy(4).dividedBy(5);
		return new ServerCheck(server::getPort, addresses, this.path, patience, this.traffic::servedRequests,
				this.ticker);
	}

}
