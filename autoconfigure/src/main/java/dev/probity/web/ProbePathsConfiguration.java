package dev.probity.web;

import java.util.List;

import dev.probity.change.ProbeObserver;
import dev.probity.consumer.ConsumerReport;
import dev.probity.probe.DetailPolicy;
import dev.probity.probe.ProbeHttpStatus;
import dev.probity.probe.ProbePaths;
import dev.probity.probe.Probes;
import dev.probity.registration.ApplicationBeans;
import dev.probity.settings.ProbityProperties;

import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The short probe paths, on either web stack.
 */
@Configuration(proxyBeanMethods = false)
class ProbePathsConfiguration {

	/**
	 * Place among the handler mappings: ahead of Boot's additional paths for health
	 * groups, which are at -100.
	 */
	static final int MAPPING_ORDER = -200;

	@Bean
	ProbePaths probityProbePaths(ProbityProperties properties, Probes probes) {
		return ConfiguredPaths.of(properties.paths(), probes);
	}

	/**
	 * What answers on the paths.
	 */
	static ProbeResponders responders(ApplicationContext context, ProbityProperties properties, ProbePaths paths) {
		DetailPolicy policy = context.getBeanProvider(DetailPolicy.class)
			.getIfAvailable(() -> DetailPolicy.STATUS_ONLY);
		return new ProbeResponders(paths, context.getBean(Probes.class), DetailPolicy.guarded(policy),
				ProbeHeaders.of(properties, context.getBeanProvider(ReadinessDepth.class).getIfAvailable()),
				context.getBean(ProbeHttpStatus.class),
				ProbeObserver.of(List.copyOf(ApplicationBeans.withAncestors(context, ProbeObserver.class).values())),
				ConsumerReport.of(context.getBeanProvider(ConsumerReport.class).stream().toList()));
	}

	/**
	 * The paths, and who else has mapped one.
	 */
	static ShortPaths shortPaths(ApplicationContext context, ProbePaths paths, MappedPaths mapped) {
		return new ShortPaths(paths, new PathClashCheck(paths, mapped,
				() -> new AdditionalPaths(context.getBeanProvider(HealthEndpointGroups.class).getIfAvailable())));
	}

}
