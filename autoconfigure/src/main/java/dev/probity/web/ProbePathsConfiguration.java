package dev.probity.web;

import java.util.List;

import dev.probity.probe.DetailPolicy;
import dev.probity.probe.ProbeHttpStatus;
import dev.probity.probe.ProbeObserver;
import dev.probity.probe.ProbePaths;
import dev.probity.probe.Probes;
import dev.probity.settings.ProbityProperties;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.actuate.endpoint.web.AdditionalPathsMapper;
import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
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

	@Bean
	ProbeResponders probityProbeResponders(ProbePaths paths, Probes probes, ObjectProvider<DetailPolicy> policy,
			BalancerHeaders headers, ProbeHttpStatus httpStatus, ObjectProvider<ProbeObserver> observers) {
		DetailPolicy shown = DetailPolicy.guarded(policy.getIfAvailable(() -> DetailPolicy.STATUS_ONLY));
		return new ProbeResponders(paths, probes, shown, headers::of, httpStatus,
				ProbeObserver.of(observers.orderedStream().toList()));
	}

	/**
	 * Makes Boot's default security and the matchers of
	 * {@code EndpointRequest.toAdditionalPaths} see the paths.
	 */
	@Bean
	AdditionalPathsMapper probityAdditionalPathsMapper(ProbePaths paths) {
		return (endpoint, namespace) -> (HealthEndpoint.ID.equals(endpoint) && namespace == WebServerNamespace.SERVER)
				? List.copyOf(paths.probes().keySet()) : null;
	}

	@Bean
	PathClashCheck probityPathClashCheck(ProbePaths paths, MappedPaths mapped) {
		return new PathClashCheck(paths, mapped);
	}

	@Bean
	static LazyInitializationExcludeFilter probityPathClashLazyInitializationExcludeFilter() {
		return LazyInitializationExcludeFilter.forBeanTypes(PathClashCheck.class);
	}

}
