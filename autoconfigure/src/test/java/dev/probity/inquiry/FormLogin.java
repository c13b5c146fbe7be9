package dev.probity.inquiry;

import dev.probity.fixture.SecuredApplication;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.server.SecurityWebFilterChain;

/**
 * An application whose own filter chain has a form login in front of everything but what
 * the property <code>fixture.permit</code> names: <code>nothing</code>,
 * <code>livez</code>, <code>short-paths</code>, <code>probes</code>, or what comes
 * <code>by-address</code>.
 */
@Configuration(proxyBeanMethods = false)
@Import(SecuredApplication.class)
public class FormLogin {

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
	static class Mvc {

		@Bean
		SecurityFilterChain filterChain(HttpSecurity http, @Value("${fixture.permit}") String permit) {
			http.authorizeHttpRequests((requests) -> {
				switch (permit) {
					case "livez" -> requests.requestMatchers("/livez").permitAll();
					case "short-paths" -> requests.requestMatchers("/livez", "/readyz", "/startupz").permitAll();
					case "probes" ->
						requests
							.requestMatchers(
									EndpointRequest.toAdditionalPaths(WebServerNamespace.SERVER, HealthEndpoint.class),
									EndpointRequest.to(HealthEndpoint.class))
							.permitAll();
				}
				if (permit.equals("by-address")) {
					requests.anyRequest()
						.access((authentication,
								context) -> new AuthorizationDecision(context.getRequest().getRemoteAddr() != null));
				}
				else {
					requests.anyRequest().authenticated();
				}
			});
			return http.formLogin(Customizer.withDefaults()).build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
	static class WebFlux {

		@Bean
		SecurityWebFilterChain filterChain(ServerHttpSecurity http, @Value("${fixture.permit}") String permit) {
			http.authorizeExchange((requests) -> {
				switch (permit) {
					case "livez" -> requests.pathMatchers("/livez").permitAll();
					case "short-paths" -> requests.pathMatchers("/livez", "/readyz", "/startupz").permitAll();
					case "probes" ->
						requests
							.matchers(
									org.springframework.boot.security.autoconfigure.actuate.web.reactive.EndpointRequest
										.toAdditionalPaths(WebServerNamespace.SERVER, HealthEndpoint.class),
									org.springframework.boot.security.autoconfigure.actuate.web.reactive.EndpointRequest
										.to(HealthEndpoint.class))
							.permitAll();
				}
				if (permit.equals("by-address")) {
					requests.anyExchange()
						.access((authentication, context) -> Mono.just(new AuthorizationDecision(
								!context.getExchange().getRequest().getLocalAddress().isUnresolved())));
				}
				else {
					requests.anyExchange().authenticated();
				}
			});
			return http.formLogin(Customizer.withDefaults()).build();
		}

	}

}
