package dev.probity.web;

import dev.probity.probe.ProbePaths;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.endpoint.expose.EndpointExposure;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.NoneNestedConditions;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.security.autoconfigure.actuate.web.reactive.ReactiveManagementWebSecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.WebFilterChainProxy;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;

/**
 * Lets anonymous callers reach the short paths where Spring Boot's own security filter
 * chain is in force and does not know them: it takes them from the health endpoint, which
 * may not be exposed. A chain of the application's own is never touched. Comes last of
 * all: to come after some of Spring Boot's would draw those ahead of others whose beans
 * they look for.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = { ProbityWebMvcAutoConfiguration.class, ProbityWebFluxAutoConfiguration.class },
		afterName = {
				"org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration",
				"org.springframework.boot.security.autoconfigure.actuate.web.reactive.ReactiveManagementWebSecurityAutoConfiguration" })
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@ConditionalOnBean(ProbePaths.class)
@Conditional(ProbitySecurityAutoConfiguration.HealthIsNotExposed.class)
public final class ProbitySecurityAutoConfiguration {

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ HttpSecurity.class, SecurityFilterChain.class, ManagementWebSecurityAutoConfiguration.class })
	@ConditionalOnBean(ManagementWebSecurityAutoConfiguration.class)
	static class WebMvcConfiguration {

		@Bean
		@Order(SecurityFilterProperties.BASIC_AUTH_ORDER - 1)
		SecurityFilterChain probitySecurityFilterChain(HttpSecurity http, ProbePaths paths) {
			return http.securityMatcher(paths.probes().keySet().toArray(String[]::new))
				.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll())
				.httpBasic(Customizer.withDefaults())
				.build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ ServerHttpSecurity.class, WebFilterChainProxy.class,
			ReactiveManagementWebSecurityAutoConfiguration.class })
	@ConditionalOnBean(ReactiveManagementWebSecurityAutoConfiguration.class)
	static class WebFluxConfiguration {

		@Bean
		@Order(Ordered.LOWEST_PRECEDENCE - 100)
		SecurityWebFilterChain probitySecurityWebFilterChain(ServerHttpSecurity http, ProbePaths paths) {
			return http
				.securityMatcher(ServerWebExchangeMatchers.pathMatchers(paths.probes().keySet().toArray(String[]::new)))
				.authorizeExchange((exchanges) -> exchanges.anyExchange().permitAll())
				.httpBasic(Customizer.withDefaults())
				.build();
		}

	}

	static final class HealthIsNotExposed extends NoneNestedConditions {

		HealthIsNotExposed() {
			super(ConfigurationPhase.REGISTER_BEAN);
		}

		@ConditionalOnAvailableEndpoint(endpoint = HealthEndpoint.class, exposure = EndpointExposure.WEB)
		static class HealthIsExposed {

		}

	}

}
