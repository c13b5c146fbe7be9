package dev.probity.inquiry;

import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.probity.probe.ProbePaths;
import dev.probity.settings.MainBasePath;
import dev.probity.settings.ProbityProperties;
import dev.probity.traffic.PeerPath;
import dev.probity.traffic.ProbityTrafficAutoConfiguration;
import dev.probity.port.ProbePort;
import dev.probity.probe.Probes;
import dev.probity.traffic.Traffic;
import dev.probity.web.ProbityWebFluxAutoConfiguration;
import dev.probity.web.ProbityWebMvcAutoConfiguration;
import io.micrometer.observation.ObservationPredicate;
import io.micrometer.observation.transport.ReceiverContext;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementServerProperties;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletPath;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.util.ClassUtils;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.reactive.DispatcherHandler;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.handler.MappedInterceptor;

/**
 * Finds out whether it is Probity that answers where probes are served, on every port of
 * an application that has its own server.
 *
 * @since 0.1.0
 */
@AutoConfiguration(
		after = { ProbityTrafficAutoConfiguration.class, ProbityWebMvcAutoConfiguration.class,
				ProbityWebFluxAutoConfiguration.class, HealthEndpointAutoConfiguration.class },
		afterName = "org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration")
@ConditionalOnWebApplication
@ConditionalOnClass(WebServerInitializedEvent.class)
@ConditionalOnBean({ Probes.class, Traffic.class })
public final class ProbityInquiryAutoConfiguration {

	/**
	 * Whatever is needed of the application is asked for once it is ready.
	 */
	private static ProbeInquiry inquiry(ConfigurableApplicationContext context,
			Function<ApplicationContext, String> mainBasePath, Function<ApplicationContext, String> managementBasePath,
			Supplier<@Nullable PermitRule> security) {
		return new ProbeInquiry(context, () -> new AskedProbes(context, served(context),
				new PortSettings(context.getBean(Traffic.class).selfRequests(), find(context, ServerProperties.class),
						find(context, ManagementServerProperties.class), mainBasePath, managementBasePath),
				security.get(), find(context, ProbePort.class), find(context, PeerPath.class),
				context.getBean(ProbityProperties.class).paths().verify()));
	}

	private static ServedProbes served(ApplicationContext context) {
		ProbePaths known = find(context, ProbePaths.class);
		return new ServedProbes(context.getBean(Probes.class), (known != null) ? known.probes() : Map.of(),
				find(context, HealthEndpointGroups.class), find(context, PathMappedEndpoints.class),
				ManagementPortType.get(context.getEnvironment()));
	}

	private static <T> @Nullable T find(ApplicationContext context, Class<T> type) {
		return context.getBeanProvider(type).getIfAvailable();
	}

	/**
	 * Not a condition: what is permitted by which rule is but a word in a warning.
	 */
	private static @Nullable PermitRule rule(ApplicationContext context, String chain, PermitRule rule) {
		ClassLoader loader = ProbityInquiryAutoConfiguration.class.getClassLoader();
		boolean isSecured = ClassUtils.isPresent(chain, loader)
				&& context.getBeanNamesForType(ClassUtils.resolveClassName(chain, loader), true, false).length > 0;
		return isSecured ? rule : null;
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
	@ConditionalOnClass({ DispatcherServlet.class, DispatcherServletPath.class, WebApplicationContext.class })
	@ConditionalOnBean(DispatcherServletPath.class)
	static class WebMvcConfiguration {

		/**
		 * For every path with a handler: matching no pattern costs less than matching
		 * each.
		 */
		@Bean
		MappedInterceptor probitySelfAnswerInterceptor(Traffic traffic) {
			return new MappedInterceptor(null, new SelfAnswerInterceptor(traffic.selfRequests()));
		}

		@Bean
		ProbeInquiry probityProbeInquiry(ConfigurableApplicationContext context,
				ObjectProvider<DispatcherServletPath> servletPaths) {
			return inquiry(context, (main) -> contextPath(main) + shortest(servletPaths),
					WebMvcConfiguration::contextPath,
					() -> rule(context, "org.springframework.security.web.SecurityFilterChain", PermitRule.SERVLET));
		}

		/**
		 * Of several dispatcher servlets of a context each serves all of its handlers.
		 */
		private static String shortest(ObjectProvider<DispatcherServletPath> servletPaths) {
			return servletPaths.stream()
				.map(DispatcherServletPath::getPrefix)
				// a mock has none
				.filter(Objects::nonNull)
				.min(Comparator.comparingInt(String::length))
				.orElse("");
		}

		/**
		 * The context path of the server, however it was set.
		 */
		private static String contextPath(ApplicationContext server) {
			ServletContext context = (server instanceof WebApplicationContext web) ? web.getServletContext() : null;
			return (context != null) ? context.getContextPath() : "";
		}

		@Configuration(proxyBeanMethods = false)
		@ConditionalOnClass(ObservationPredicate.class)
		static class ObservationConfiguration {

			@Bean
			ObservationPredicate probitySelfRequestsAreNotObserved(Traffic traffic) {
				return (name,
						observed) -> !(observed instanceof ReceiverContext<?> context
								&& context.getCarrier() instanceof HttpServletRequest request
								&& traffic.selfRequests().find(request::getHeader) != null);
			}

		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
	@ConditionalOnClass(DispatcherHandler.class)
	static class WebFluxConfiguration {

		@Bean
		SelfAnswerFilter probitySelfAnswerFilter(Traffic traffic) {
			return new SelfAnswerFilter(traffic.selfRequests());
		}

		@Bean
		ProbeInquiry probityProbeInquiry(ConfigurableApplicationContext context, Environment environment) {
			return inquiry(context, (main) -> MainBasePath.ofWebFlux(environment),
					(child) -> environment.getProperty("management.server.base-path", ""), () -> rule(context,
							"org.springframework.security.web.server.SecurityWebFilterChain", PermitRule.REACTIVE));
		}

		@Configuration(proxyBeanMethods = false)
		@ConditionalOnClass(ObservationPredicate.class)
		static class ObservationConfiguration {

			/**
			 * It also sees what a filter ahead of all others answers.
			 */
			@Bean
			ObservationPredicate probitySelfRequestsAreNotObserved(Traffic traffic) {
				String path = traffic.loopback().value();
				return (name,
						observed) -> !(observed instanceof ReceiverContext<?> context
								&& context.getCarrier() instanceof ServerHttpRequest request
								&& (traffic.selfRequests().find(request.getHeaders()::getFirst) != null
										|| request.getPath().value().endsWith(path)));
			}

		}

	}

}
