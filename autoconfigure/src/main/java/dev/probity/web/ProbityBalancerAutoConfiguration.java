package dev.probity.web;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import dev.probity.probe.DetailPolicy;
import dev.probity.probe.Probe;
import dev.probity.probe.ProbeHttpStatus;
import dev.probity.probe.Probes;
import dev.probity.registration.ProbityAutoConfiguration;
import dev.probity.settings.ProbityProperties;
import dev.probity.traffic.GroupPaths;
import dev.probity.traffic.Traffic;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;
import org.springframework.boot.actuate.endpoint.web.PathMapper;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.DispatcherHandler;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.handler.MappedInterceptor;

/**
 * Auto-configuration of the headers for load balancers. A separate management port finds
 * filter and interceptor in the context of the application.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = { ProbityAutoConfiguration.class, WebEndpointAutoConfiguration.class })
@ConditionalOnBean(Probes.class)
public final class ProbityBalancerAutoConfiguration {

	/**
	 * Whether this process asks itself.
	 * @param traffic found once: a request waits for no bean
	 */
	private static boolean isOwn(List<Traffic> traffic, UnaryOperator<@Nullable String> header) {
		for (Traffic each : traffic) {
			if (each.selfRequests().find(header::apply) != null) {
				return true;
			}
		}
		return false;
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
	@ConditionalOnClass(DispatcherServlet.class)
	@ConditionalOnBean({ DetailPolicy.class, HealthEndpointGroups.class, WebEndpointProperties.class })
	static class WebMvcConfiguration {

		@Bean
		MappedInterceptor probityGroupHeaderInterceptor(Probes probes, DetailPolicy policy,
				ProbityProperties properties, ProbeHttpStatus httpStatus, HealthEndpointGroups groups,
				WebEndpointProperties endpoints, ObjectProvider<PathMapper> mappers, ObjectProvider<Traffic> traffic,
				ObjectProvider<ReadinessDepth> depth) {
			Map<String, Probe> paths = GroupPaths.withHeaders(probes, groups, endpoints, mappers);
			List<Traffic> known = traffic.stream().toList();
			return new MappedInterceptor(paths.keySet().toArray(String[]::new),
					new GroupHeaderInterceptor(paths, probes, DetailPolicy.guarded(policy),
							ProbeHeaders.of(properties, depth.getIfAvailable()), httpStatus,
							(request) -> isOwn(known, request::getHeader)));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
	@ConditionalOnClass(DispatcherHandler.class)
	@ConditionalOnBean({ DetailPolicy.class, HealthEndpointGroups.class, WebEndpointProperties.class })
	static class WebFluxConfiguration {

		@Bean
		GroupHeaderFilter probityGroupHeaderFilter(Probes probes, DetailPolicy policy, ProbityProperties properties,
				ProbeHttpStatus httpStatus, HealthEndpointGroups groups, WebEndpointProperties endpoints,
				ObjectProvider<PathMapper> mappers, ObjectProvider<Traffic> traffic,
				ObjectProvider<ReadinessDepth> depth) {
			List<Traffic> known = traffic.stream().toList();
			return new GroupHeaderFilter(GroupPaths.withHeaders(probes, groups, endpoints, mappers), probes,
					DetailPolicy.guarded(policy), ProbeHeaders.of(properties, depth.getIfAvailable()), httpStatus,
					(request) -> isOwn(known, request.getHeaders()::getFirst));
		}

	}

}
