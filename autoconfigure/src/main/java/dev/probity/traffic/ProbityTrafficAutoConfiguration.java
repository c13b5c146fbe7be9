package dev.probity.traffic;

import java.util.function.Supplier;

import dev.probity.probe.ProbePaths;
import dev.probity.probe.Probes;
import dev.probity.registration.ProbityAutoConfiguration;
import dev.probity.time.Ticker;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;
import org.springframework.boot.actuate.endpoint.web.PathMapper;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.server.WebFilter;

/**
 * Auto-configuration of what observes the requests of the application.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = ProbityAutoConfiguration.class)
@ConditionalOnBean(Probes.class)
public final class ProbityTrafficAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	Traffic probityTraffic(Ticker ticker) {
		return new Traffic(ticker);
	}

	@Bean
	@ConditionalOnWebApplication
	RequestPaths probityRequestPaths(Probes probes, ObjectProvider<ProbePaths> paths,
			ObjectProvider<HealthEndpointGroups> groups, ObjectProvider<WebEndpointProperties> endpoints,
			ObjectProvider<PathMapper> mappers, Traffic traffic, ObjectProvider<PeerPath> peers) {
		return RequestPaths.of(probes, paths.getIfAvailable(), groups.getIfAvailable(), endpoints.getIfAvailable(),
				mappers, traffic.loopback(), peers.getIfAvailable());
	}

	private static Supplier<RequestOutcomeClassifier> classifier(ObjectProvider<RequestOutcomeClassifier> known) {
		return SingletonSupplier.of(() -> known.getIfAvailable(RequestOutcomeClassifier::standard));
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
	@ConditionalOnClass({ Filter.class, FilterRegistrationBean.class, HttpHeaders.class })
	static class ServletConfiguration {

		@Bean
		FilterRegistrationBean<ServletTraffic> probityServletTraffic(ObjectProvider<RequestPaths> paths,
				Traffic traffic, ObjectProvider<RequestOutcomeClassifier> classifier) {
			FilterRegistrationBean<ServletTraffic> registration = new FilterRegistrationBean<>(
					new ServletTraffic(SingletonSupplier.of(paths::getObject), traffic, classifier(classifier)));
			registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
			registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC);
			return registration;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
	@ConditionalOnClass(WebFilter.class)
	static class ReactiveConfiguration {

		@Bean
		ReactiveTraffic probityReactiveTraffic(ObjectProvider<RequestPaths> paths, Traffic traffic,
				ObjectProvider<RequestOutcomeClassifier> classifier) {
			return new ReactiveTraffic(SingletonSupplier.of(paths::getObject), traffic, classifier(classifier));
		}

	}

}
