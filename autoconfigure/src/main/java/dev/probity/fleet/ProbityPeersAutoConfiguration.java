package dev.probity.fleet;

import java.net.InetAddress;
import java.time.InstantSource;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;

import dev.probity.engine.CheckMonitor;
import dev.probity.lifecycle.Instance;
import dev.probity.port.ProbePort;
import dev.probity.probe.Probes;
import dev.probity.registration.Engine;
import dev.probity.registration.ProbityAutoConfiguration;
import dev.probity.settings.MainBasePath;
import dev.probity.settings.ProbityProperties;
import dev.probity.time.Ticker;
import dev.probity.traffic.PeerPath;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.web.reactive.DispatcherHandler;
import org.springframework.web.servlet.DispatcherServlet;

/**
 * Asks peers and answers them, where they are set.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = ProbityAutoConfiguration.class)
@ConditionalOnBean(Probes.class)
@Conditional(PeersConfigured.class)
public final class ProbityPeersAutoConfiguration {

	/**
	 * Place among the handler mappings: that of the probes.
	 */
	private static final int MAPPING_ORDER = -200;

	// in each process another
	private final String self = UUID.randomUUID().toString();

	@Bean(destroyMethod = "close")
	FleetThread probityFleetThread() {
		return new FleetThread();
	}

	@Bean
	@ConditionalOnMissingBean
	PeerPath probityPeerPath(ProbityProperties properties, CheckMonitor monitor, Engine engine, Instance instance,
			FleetThread thread, Ticker ticker) {
		PeerSettings settings = PeerSettings.of(properties.fleet());
		PeerToken token = settings.token();
		InstantSource clock = InstantSource.system();
		return new PeerAnswers(settings.path(), this.self, token,
				(token != null) ? new PeerCredentials(token, clock) : null, new PeerLimit(ticker), instance,
				new FreshResults(monitor, engine.scheduler()::hasten, FreshResults.FOR_PEERS, thread::after, ticker,
						clock),
				thread);
	}

	@Bean
	@ConditionalOnMissingBean
	PeerQuestions probityPeerQuestions(ProbityProperties properties, CheckMonitor monitor, FleetThread thread,
			ObjectProvider<ProbePort> probePort, Environment environment) {
		PeerSettings settings = PeerSettings.of(properties.fleet());
		ProbePort port = probePort.getIfAvailable();
		// all instances have the same
		String base = (port != null) ? "" : MainBasePath.of(environment);
		PeerTargets targets;
		if (settings.service() != null) {
			targets = new BalancedTarget(settings.service());
			base = "";
		}
		else {
			OwnPort own = OwnPort.of(port, properties, environment);
			own.warnOfPlain(settings.names());
			NamedPeers peers = new NamedPeers(settings.names(), InetAddress::getAllByName, own);
			new PeerLookups(peers, thread).begin();
			targets = peers;
		}
		return new HttpPeerQuestions(targets, base + settings.path(), this.self, settings.token(), monitor,
				new PeerClient(), thread, InstantSource.system(), new SplittableRandom());
	}

	/**
	 * Where there is a probe port, it is asked there and nowhere else.
	 */
	private static Map<String, Object> onMainPort(@Nullable ProbePort port, PeerPath peers, Object handler) {
		return (port != null) ? Map.of() : Map.of(peers.path() + "/**", handler);
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
	@ConditionalOnClass(DispatcherServlet.class)
	static class WebMvcConfiguration {

		@Bean
		org.springframework.web.servlet.handler.SimpleUrlHandlerMapping probityPeerHandlerMapping(PeerPath peers,
				ObjectProvider<ProbePort> probePort) {
			return new org.springframework.web.servlet.handler.SimpleUrlHandlerMapping(
					onMainPort(probePort.getIfAvailable(), peers, new PeerRequestHandler(peers)), MAPPING_ORDER);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
	@ConditionalOnClass(DispatcherHandler.class)
	static class WebFluxConfiguration {

		@Bean
		org.springframework.web.reactive.handler.SimpleUrlHandlerMapping probityPeerHandlerMapping(PeerPath peers,
				ObjectProvider<ProbePort> probePort) {
			return new org.springframework.web.reactive.handler.SimpleUrlHandlerMapping(
					onMainPort(probePort.getIfAvailable(), peers, new PeerWebHandler(peers)), MAPPING_ORDER);
		}

	}

}
