package dev.probity.traffic;

import java.util.function.Supplier;

import dev.probity.check.Ticker;
import dev.probity.probe.ProbePaths;
import dev.probity.probe.Probes;
import dev.probity.registration.ProbityAutoConfiguration;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;
import org.springframework.boot.actuate.endpoint.web.PathMapper;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
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
 * What is seen of the requests of the application.
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
	@ConditionalOnMissingBean
	@ConditionalOnBooleanProperty("probity.lame-duck.early-end.enabled")
	ReadinessCallers probityReadinessCallers(Ticker ticker) {
		return new ReadinessCallers(ticker);
	}

	@Bean
	@ConditionalOnWebApplication
	RequestPaths probityRequestPaths(Probes probes, ObjectProvider<ProbePaths> paths,
			ObjectProvider<HealthEndpointGroups> groups, ObjectProvider<WebEndpointProperties> endpoints,
			ObjectProvider<PathMapper> mappers, Traffic traffic) {
		return TrafficPaths.of(probes, paths.getIfAvailable(), groups.getIfAvailable(), endpoints.getIfAvailable(),
				mappers, traffic.loopback());
	}

	/**
	 * What it needs comes with the first request of a platform, since filters are made
	 * before much else.
	 */
	private static LivenessProbeAdvice advice(BeanFactory beans) {
		return new LivenessProbeAdvice(
				SingletonSupplier.of(() -> TrafficPaths.ofLiveness(beans.getBean(Probes.class),
						beans.getBeanProvider(ProbePaths.class).getIfAvailable(),
						beans.getBeanProvider(HealthEndpointGroups.class).getIfAvailable(),
						beans.getBeanProvider(WebEndpointProperties.class).getIfAvailable(),
						beans.getBeanProvider(PathMapper.class))),
				() -> beans.getBeanProvider(ProbeManifest.class)
					.getIfAvailable(() -> () -> "Ask a port that has threads of its own.")
					.livenessAdvice());
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
				Traffic traffic, ObjectProvider<ReadinessCallers> callers,
				ObjectProvider<RequestOutcomeClassifier> classifier, BeanFactory beans) {
			return register(new ServletTraffic(SingletonSupplier.of(paths::getObject), traffic,
					callers.getIfAvailable(), classifier(classifier), advice(beans)));
		}

		static FilterRegistrationBean<ServletTraffic> register(ServletTraffic filter) {
			FilterRegistrationBean<ServletTraffic> registration = new FilterRegistrationBean<>(filter);
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
				ObjectProvider<ReadinessCallers> callers, ObjectProvider<RequestOutcomeClassifier> classifier,
				BeanFactory beans) {
			return new ReactiveTraffic(SingletonSupplier.of(paths::getObject), traffic, callers.getIfAvailable(),
					classifier(classifier), advice(beans));
		}

	}

}
