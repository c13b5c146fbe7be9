package dev.probity.server;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

import dev.probity.check.CheckPolicy;
import dev.probity.check.HealthCheck;
import dev.probity.check.RunLimit;
import dev.probity.definition.CheckDefinition;
import dev.probity.definition.CheckDefinition.Pace;
import dev.probity.definition.RegisteredChecks;
import dev.probity.engine.CheckMonitor;
import dev.probity.probe.Criticality;
import dev.probity.probe.ProbeType;
import dev.probity.registration.LaterChecks;
import dev.probity.time.Ticker;
import dev.probity.traffic.Traffic;
import dev.probity.vital.VitalDefinitions;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;

/**
 * Looks after the server of the application from when it has opened its port. That is
 * before the application is ready, so that the start waits for the first answer; when it
 * opens its port once more, after a pause of the context, it may be another server. What
 * the server speaks, and which certificates it wants, is nothing to know here.
 */
final class ServerVital implements ApplicationListener<WebServerInitializedEvent>, LaterChecks, ServerThreadsSource {

	static final String NAME = "server";

	private static final Log logger = LogFactory.getLog(ServerVital.class);

	// three misses in a row take longer than a dependency that hangs takes to be seen
	private static final CheckPolicy POLICY = CheckPolicy.of(Duration.ofSeconds(10), Duration.ofSeconds(5),
			Duration.ofSeconds(5), 3, 1, 0.1, null);

	private final boolean askedElsewhere;

	private final ApplicationContext context;

	private final Supplier<? extends RegisteredChecks> registrar;

	private final VitalDefinitions vitals;

	private final CheckMonitor monitor;

	private final Traffic traffic;

	private final MainServerThreads threads;

	private final String path;

	private final Ticker ticker;

	// as it was opened: Tomcat, once stopped, would open one to answer what it is
	private volatile int port;

	private volatile boolean registered;

	/**
	 * Look after the server.
	 * @param askedElsewhere whether probes are asked on another port, so that they say
	 * nothing of the server by being answered
	 */
	ServerVital(boolean askedElsewhere, ApplicationContext context, Supplier<? extends RegisteredChecks> registrar,
			VitalDefinitions vitals, CheckMonitor monitor, Traffic traffic, MainServerThreads threads, String path,
			Ticker ticker) {
		this.askedElsewhere = askedElsewhere;
		this.context = context;
		this.registrar = registrar;
		this.vitals = vitals;
		this.monitor = monitor;
		this.traffic = traffic;
		this.threads = threads;
		this.path = path;
		this.ticker = ticker;
	}

	@Override
	public void onApplicationEvent(WebServerInitializedEvent event) {
		if (!MainServer.isIn(event, this.context)) {
			return;
		}
		this.threads.onStart(event.getWebServer());
		if (!this.askedElsewhere) {
			return;
		}
		this.port = event.getWebServer().getPort();
		if (this.registered && this.monitor.isPassing(NAME)) {
			return;
		}
		// earlier results do not count: the new check runs at once
		this.registrar.get().remove(List.of(NAME));
		this.registered = this.vitals.isWanted(NAME) && hasPort();
		if (this.registered) {
			ServerAddresses addresses = ServerAddresses.of(event.getApplicationContext());
			this.registrar.get()
				.add(List.of(new CheckDefinition(NAME, null, Criticality.REQUIRED, ProbeType.READINESS, Pace.NORMAL,
						POLICY, (policy) -> check(addresses, policy))), null);
		}
	}

	/**
	 * Not on another thread: the start is to wait for the first answer.
	 */
	@Override
	public boolean supportsAsyncExecution() {
		return false;
	}

	@Override
	public boolean mayCome(String name) {
		return this.askedElsewhere && NAME.equals(name);
	}

	@Override
	public @Nullable ServerThreads get() {
		return this.threads.get();
	}

	private boolean hasPort() {
		if (this.port < 1) {
			logger.info("No check 'server' is created: the server of the application listens on no TCP port.");
			return false;
		}
		return true;
	}

	private HealthCheck check(ServerAddresses addresses, CheckPolicy policy) {
		// it is to have answered by itself
		Supplier<Duration> patience = () -> RunLimit.orElse(policy.timeout()).multipliedBy(4).dividedBy(5);
		return new ServerCheck(() -> this.port, addresses, this.path, patience, this.traffic::servedRequests,
				this.threads, this.ticker);
	}

}
