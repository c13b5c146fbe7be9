package dev.probity.web;

import dev.probity.fixture.SecuredApplication;

import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.server.SecurityWebFilterChain;

/**
 * An application whose own filter chain is the one that <code>docs/guide.md</code> shows,
 * or with the property <code>fixture.literal</code> the one of
 * <code>docs/from-actuator.md</code>.
 */
@Configuration(proxyBeanMethods = false)
@Import(SecuredApplication.class)
class DocumentedSecurity {

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
	static class Mvc {

		@Bean
		@ConditionalOnBooleanProperty(name = "fixture.literal", havingValue = false, matchIfMissing = true)
		SecurityFilterChain byEndpoint(HttpSecurity http) {
			// @formatter:off
			http.authorizeHttpRequests((requests) -> requests
				.requestMatchers(org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest.toAdditionalPaths(WebServerNamespace.SERVER, HealthEndpoint.class)).permitAll()
				.requestMatchers(org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest.to(HealthEndpoint.class)).permitAll()
				.anyRequest().authenticated());
			// @formatter:on
			return http.build();
		}

		@Bean
		@ConditionalOnBooleanProperty("fixture.literal")
		SecurityFilterChain byPath(HttpSecurity http) {
			// @formatter:off
			http.authorizeHttpRequests((requests) -> requests
				.requestMatchers("/livez", "/readyz", "/startupz").permitAll()
				.anyRequest().authenticated());
			// @formatter:on
			return http.build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
	static class WebFlux {

		@Bean
		@ConditionalOnBooleanProperty(name = "fixture.literal", havingValue = false, matchIfMissing = true)
		SecurityWebFilterChain byEndpoint(ServerHttpSecurity http) {
			// @formatter:off
			http.authorizeExchange((exchanges) -> exchanges
				.matchers(org.springframework.boot.security.autoconfigure.actuate.web.reactive.EndpointRequest.toAdditionalPaths(WebServerNamespace.SERVER, HealthEndpoint.class)).permitAll()
				.matchers(org.springframework.boot.security.autoconfigure.actuate.web.reactive.EndpointRequest.to(HealthEndpoint.class)).permitAll()
				.anyExchange().authenticated());
			// @formatter:on
			return http.build();
		}

		@Bean
		@ConditionalOnBooleanProperty("fixture.literal")
		SecurityWebFilterChain byPath(ServerHttpSecurity http) {
			return http
				.authorizeExchange((exchanges) -> exchanges.pathMatchers("/livez", "/readyz", "/startupz")
					.permitAll()
					.anyExchange()
					.authenticated())
				.build();
		}

	}

}
