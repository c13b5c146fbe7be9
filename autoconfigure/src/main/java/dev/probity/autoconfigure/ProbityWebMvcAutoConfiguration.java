package dev.probity.autoconfigure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.probity.probe.Probes;
import dev.probity.web.ProbePaths;
import dev.probity.web.ProbeRequestHandler;

import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.actuate.endpoint.web.AdditionalPathsMapper;
import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;

/**
 * The short probe paths on Spring MVC.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = ProbityAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(DispatcherServlet.class)
@ConditionalOnBean(Probes.class)
@ConditionalOnBooleanProperty(name = "probity.paths.enabled", matchIfMissing = true)
public final class ProbityWebMvcAutoConfiguration {

	// ahead of Boot's additional paths for health groups, which are at -100
	private static final int ORDER = -200;

	@Bean
	ProbePaths probityProbePaths(ProbityProperties properties, Probes probes) {
		return ConfiguredPaths.of(properties.paths(), probes);
	}

	@Bean
	SimpleUrlHandlerMapping probityProbeHandlerMapping(ProbePaths paths, Probes probes) {
		Map<String, Object> handlers = new LinkedHashMap<>();
		paths.probes().forEach((path, probe) -> handlers.put(path, new ProbeRequestHandler(probe, probes)));
		return new SimpleUrlHandlerMapping(handlers, ORDER);
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
	PathClashCheck probityPathClashCheck(ProbePaths paths, ApplicationContext context) {
		return new PathClashCheck(paths, context);
	}

	@Bean
	static LazyInitializationExcludeFilter probityWebMvcLazyInitializationExcludeFilter() {
		return LazyInitializationExcludeFilter.forBeanTypes(PathClashCheck.class);
	}

}
