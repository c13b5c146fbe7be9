package dev.probity.traffic;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.util.function.SingletonSupplier;

/**
 * Counts the requests for probes on a management port of Spring MVC. On Spring WebFlux
 * the filter of the application is there, too.
 */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({ Filter.class, FilterRegistrationBean.class, HttpHeaders.class })
@ConditionalOnBean(Traffic.class)
class ManagementPortCalls {

	@Bean
	FilterRegistrationBean<Filter> probityManagementPortCalls(Traffic traffic, ObjectProvider<RequestPaths> known) {
		SingletonSupplier<RequestPaths> paths = SingletonSupplier.of(known::getObject);
		FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>((request, response, chain) -> {
			HttpServletRequest http = (HttpServletRequest) request;
			String path = ServletTraffic.pathOf(http);
			boolean counts = paths.obtain().probes().contains(path)
					&& traffic.selfRequests().find(http::getHeader) == null;
			chain.doFilter(request, response);
			if (counts) {
				traffic.calls()
					.answered(path, http.getHeader(HttpHeaders.USER_AGENT), Entrance.MANAGEMENT,
							((HttpServletResponse) response).getStatus());
			}
		});
		registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
		return registration;
	}

}
