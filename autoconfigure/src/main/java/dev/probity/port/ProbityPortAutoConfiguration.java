package dev.probity.port;

import dev.probity.change.ProbeObserver;
import dev.probity.consumer.ConsumerReport;
import dev.probity.probe.DetailPolicy;
import dev.probity.probe.ProbeHttpStatus;
import dev.probity.probe.ProbePaths;
import dev.probity.probe.Probes;
import dev.probity.settings.ProbityProperties;
import dev.probity.traffic.PeerPath;
import dev.probity.traffic.ProbityTrafficAutoConfiguration;
import dev.probity.traffic.Traffic;
import dev.probity.web.ConfiguredPaths;
import dev.probity.web.ProbeHeaders;
import dev.probity.web.ProbeResponders;
import dev.probity.web.ProbityBalancerAutoConfiguration;
import dev.probity.web.ReadinessDepth;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;

/**
 * The probes of the application on the probe port, with a web server or without. The port
 * itself is no bean of this: it is open before there is any.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = { ProbityBalancerAutoConfiguration.class, ProbityTrafficAutoConfiguration.class })
@ConditionalOnBean(Probes.class)
public final class ProbityPortAutoConfiguration {

	/**
	 * The paths are validated whether or not there is a port, so that one that cannot be
	 * stops the start and not an answer long after it.
	 */
	@Bean
	@ConditionalOnMissingBean
	ProbePortProbes probityProbePortProbes(ApplicationContext context, ObjectProvider<ProbePort> known,
			ProbityProperties properties, Probes probes, ObjectProvider<DetailPolicy> policy,
			ProbeHttpStatus httpStatus, ObjectProvider<ProbeObserver> observers, ObjectProvider<SslBundles> bundles,
			ObjectProvider<ConsumerReport> consumers, ObjectProvider<PeerPath> peers,
			ObjectProvider<ReadinessDepth> depth, Traffic traffic) {
		// a child of a context that has one may want none
		ProbePort port = ProbePortSettings.isNone(properties.probePort()) ? null : known.getIfAvailable();
		ProbePaths paths = ConfiguredPaths.of(properties.paths(), probes);
		return new ProbePortProbes(String.valueOf(context.getId()), port, () -> new ProbeResponders(paths, probes,
				DetailPolicy.guarded(policy.getIfAvailable(() -> DetailPolicy.STATUS_ONLY)),
				ProbeHeaders.of(properties, depth.getIfAvailable()), httpStatus,
				ProbeObserver.of(observers.orderedStream().toList()), ConsumerReport.of(consumers.stream().toList())),
				peers::getIfAvailable, traffic.calls()::answeredOnProbePort,
				new ProbePortBundle(port, bundles::getIfAvailable));
	}

}
