package dev.probity.traffic;

import java.util.function.Supplier;

import dev.probity.probe.Probes;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.server.WebFilter;

/**
 * Auto-configuration of what rejects requests of the application before the instance is
 * started.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = ProbityTrafficAutoConfiguration.class)
@ConditionalOnBean({ Probes.class, RequestPaths.class })
@ConditionalOnBooleanProperty("probity.startup.reject-traffic")
public final class ProbityRejectionAutoConfiguration {

	private static Supplier<RequestPaths> paths(ObjectProvider<RequestPaths> known,
			ObjectProvider<PathMappedEndpoints> endpoints) {
		return SingletonSupplier.of(() -> known.getObject().withEndpoints(endpoints.getIfAvailable()));
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
	@ConditionalOnClass({ Filter.class, FilterRegistrationBean.class, HttpHeaders.class })
	static class ServletConfiguration {

		@Bean
		FilterRegistrationBean<ServletRejection> probityServletRejection(ObjectProvider<Probes> probes,
				ObjectProvider<RequestPaths> known, ObjectProvider<PathMappedEndpoints> endpoints) {
			FilterRegistrationBean<ServletRejection> registration = new FilterRegistrationBean<>(
					new ServletRejection(paths(known, endpoints), probes::getObject));
			// behind what counts and observes requests, ahead of what decides on them
			registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 2);
			registration.setDispatcherTypes(DispatcherType.REQUEST);
			return registration;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
	@ConditionalOnClass(WebFilter.class)
	static class ReactiveConfiguration {

		@Bean
		ReactiveRejection probityReactiveRejection(ApplicationContext context, ObjectProvider<Probes> probes,
				ObjectProvider<RequestPaths> known, ObjectProvider<PathMappedEndpoints> endpoints) {
			return new ReactiveRejection(context, paths(known, endpoints), probes::getObject);
		}

	}

}
