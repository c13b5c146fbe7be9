package dev.probity.traffic;

import jakarta.servlet.Filter;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.util.function.SingletonSupplier;

/**
 * Observes the requests to a separate management port. On Spring WebFlux the filters of
 * the application are there, too.
 */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({ Filter.class, FilterRegistrationBean.class })
@ConditionalOnBean({ ReadinessCallers.class, RequestPaths.class })
class ManagementPortTraffic {

	@Bean
	FilterRegistrationBean<ServletTraffic> probityManagementPortTraffic(ObjectProvider<RequestPaths> paths,
			Traffic traffic, ReadinessCallers callers) {
		return ProbityTrafficAutoConfiguration.ServletConfiguration
			.register(new ServletTraffic(SingletonSupplier.of(() -> paths.getObject().ofManagementPort()), traffic,
					callers, RequestOutcomeClassifier::standard, null));
	}

}
