package dev.probity.autoconfigure;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

import dev.probity.autoconfigure.CheckDefinition.Pace;
import dev.probity.check.CheckMonitor;
import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckSnapshot;
import dev.probity.check.CheckState;
import dev.probity.check.HealthCheck;
import dev.probity.probe.Criticality;
import dev.probity.probe.ProbeType;
import dev.probity.traffic.Traffic;
import dev.probity.vital.NewServerCheck;
import dev.probity.vital.ServerCheck;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;

/**
 * Looks after the server of the application from when it has opened its port. That is
 * before the application is ready, so that the start waits for the first answer; when it
 * opens its port once more, after a pause of the context, it may have another one.
 */
final class ServerVital implements ApplicationListener<WebServerInitializedEvent> {

	static final String NAME = "server";

	// three misses in a row take longer than a dependency that hangs takes to be seen
	private static final CheckPolicy POLICY = CheckPolicy.of(Duration.ofSeconds(10), Duration.ofSeconds(5),
			Duration.ofSeconds(5), 3, 1, 0.1, null);

	private final CheckRegistrar registrar;

	private final VitalDefinitions vitals;

	private final Traffic traffic;

	private final String path;

	private final @Nullable ServerProperties properties;

	private final CheckMonitor monitor;

	private final ApplicationContext context;

	private volatile @Nullable URI target;

	private volatile boolean registered;

	ServerVital(ApplicationContext context, CheckRegistrar registrar, VitalDefinitions vitals, CheckMonitor monitor,
			Traffic traffic, String path, @Nullable ServerProperties properties) {
		this.context = context;
		this.registrar = registrar;
		this.vitals = vitals;
		this.monitor = monitor;
		this.traffic = traffic;
		this.path = path;
		this.properties = properties;
	}

	@Override
	public void onApplicationEvent(WebServerInitializedEvent event) {
		if (!MainServer.isIn(event, this.context)) {
			return;
		}
		this.target = target(event.getWebServer().getPort());
		if (this.registered && isPassing()) {
			return;
		}
		// what it has been asked before does not count: it runs at once
		this.registrar.remove(List.of(NAME));
		this.registered = this.vitals.isWanted(NAME);
		if (this.registered) {
			this.registrar.add(List.of(new CheckDefinition(NAME, null, Criticality.REQUIRED, ProbeType.READINESS,
					Pace.NORMAL, POLICY, this::check)), null);
		}
	}

	private boolean isPassing() {
		CheckSnapshot server = this.monitor.snapshot(NAME);
		return server != null && server.state() == CheckState.PASSING;
	}

	private HealthCheck check(CheckPolicy policy) {
		return new NewServerCheck(() -> new ServerCheck(Objects.requireNonNull(this.target), patience(policy),
				this.traffic::servedRequests));
	}

	/**
	 * It waits twice at most, and is to have answered by itself.
	 */
	private static Duration patience(CheckPolicy policy) {
		return policy.timeout().multipliedBy(2).dividedBy(5);
	}

	private URI target(int port) {
		boolean secure = this.properties != null && Ssl.isEnabled(this.properties.getSsl());
		InetAddress bound = (this.properties != null) ? this.properties.getAddress() : null;
		String host = (bound == null || bound.isAnyLocalAddress()) ? InetAddress.getLoopbackAddress().getHostAddress()
				: bound.getHostAddress();
		return URI.create("%s://%s:%d%s".formatted(secure ? "https" : "http",
				host.contains(":") ? "[" + host + "]" : host, port, this.path));
	}

}
