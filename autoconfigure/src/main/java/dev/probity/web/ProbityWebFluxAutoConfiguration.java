package dev.probity.web;

import dev.probity.probe.ProbePaths;
import dev.probity.probe.Probes;
import dev.probity.registration.ProbityAutoConfiguration;
import dev.probity.settings.ProbityProperties;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.web.reactive.DispatcherHandler;

/**
 * The short probe paths on Spring WebFlux.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = { ProbityAutoConfiguration.class, ProbityBalancerAutoConfiguration.class })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnClass(DispatcherHandler.class)
@ConditionalOnBean(Probes.class)
@ConditionalOnBooleanProperty(name = "probity.paths.enabled", matchIfMissing = true)
@Import(ProbePathsConfiguration.class)
public final class ProbityWebFluxAutoConfiguration {

	@Bean
	ProbeWebHandlerMapping probityProbeHandlerMapping(ApplicationContext context, ProbityProperties properties,
			ProbePaths paths) {
		ProbeResponders responders = ProbePathsConfiguration.responders(context, properties, paths);
		return new ProbeWebHandlerMapping(responders, ProbePathsConfiguration.MAPPING_ORDER);
	}

	@Bean
	ShortPaths probityShortPaths(ApplicationContext context, ProbePaths paths) {
		return ProbePathsConfiguration.shortPaths(context, paths, new WebFluxMappedPaths(context));
	}

}
