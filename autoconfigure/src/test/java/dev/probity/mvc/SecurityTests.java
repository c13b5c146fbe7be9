package dev.probity.mvc;

import dev.probity.fixture.ProbeAgreement;
import dev.probity.fixture.RunningApplication;
import dev.probity.fixture.SecuredApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whom Spring Security lets reach the probes.
 */
@ExtendWith(OutputCaptureExtension.class)
class SecurityTests {

	private static final String WARNING = "Spring Security does not let anonymous callers reach";

	@Test
	void bootsOwnChainPermitsTheProbesAndShowsNothingElse(CapturedOutput output) {
		try (RunningApplication application = RunningApplication.started(SecuredApplication.class,
				"management.endpoint.health.show-details=when-authorized")) {
			assertThat(application.get("/anything").statusCode()).isEqualTo(401);
			assertThat(application.get("/readyz").body()).isEqualTo("{\"status\":\"UP\"}");
			assertThat(application.actuator("/health/readiness").body()).isEqualTo("{\"status\":\"UP\"}");
			assertThat(application.actuator("/health/readiness/orders").statusCode()).isEqualTo(404);
			assertThat(application.send("GET", "/readyz", "Accept", "text/html").statusCode()).isEqualTo(200);
		}
		assertThat(output).doesNotContain(WARNING);
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void aFormLoginInFrontOfTheProbesWarnsAndNamesPathsAndWayOut(boolean lazy, CapturedOutput output) {
		try (RunningApplication application = RunningApplication.starting(FormLogin.class,
				"spring.main.lazy-initialization=" + lazy)) {
			assertThat(application.get("/readyz").statusCode()).as("what a kubelet takes for healthy").isEqualTo(302);
		}
		assertThat(output).containsOnlyOnce(WARNING)
			.contains("/livez, /readyz, /startupz")
			.contains("EndpointRequest.toAdditionalPaths(WebServerNamespace.SERVER, HealthEndpoint.class)");
	}

	@Test
	void theWarningNamesOnlyThePathsThatAreNotPermitted(CapturedOutput output) {
		try (RunningApplication application = RunningApplication.starting(FormLoginWithOnePath.class,
				"server.servlet.context-path=/shop", "spring.mvc.servlet.path=/api")) {
			assertThat(application.get("/livez").statusCode()).isEqualTo(200);
		}
		assertThat(output).contains(WARNING + " /readyz, /startupz.");
	}

	@Test
	void theMatcherThatTheWarningNamesPermitsTheProbes(CapturedOutput output) {
		try (RunningApplication application = RunningApplication.started(FormLoginWithProbes.class)) {
			ProbeAgreement.of(application).readinessIs("UP");
			assertThat(application.get("/livez").statusCode()).isEqualTo(200);
			assertThat(application.get("/startupz").statusCode()).isEqualTo(200);
			assertThat(application.get("/anything").statusCode()).isEqualTo(302);
		}
		assertThat(output).doesNotContain(WARNING);
	}

	@Test
	void aRuleThatNeedsARealRequestNeitherStopsTheStartNorWarns(CapturedOutput output) {
		try (RunningApplication application = RunningApplication.started(ByAddress.class)) {
			assertThat(application.get("/readyz").statusCode()).isEqualTo(200);
		}
		assertThat(output).doesNotContain(WARNING);
	}

	@Test
	void nothingIsWarnedOfWhereThereAreNoPaths(CapturedOutput output) {
		RunningApplication.starting(FormLogin.class, "probity.paths.enabled=false").close();
		assertThat(output).doesNotContain(WARNING);
	}

	private static SecurityFilterChain formLogin(HttpSecurity http) {
		http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated());
		return http.formLogin(Customizer.withDefaults()).build();
	}

	@Configuration(proxyBeanMethods = false)
	@Import(SecuredApplication.class)
	static class FormLogin {

		@Bean
		SecurityFilterChain filterChain(HttpSecurity http) {
			return formLogin(http);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(SecuredApplication.class)
	static class FormLoginWithOnePath {

		@Bean
		SecurityFilterChain filterChain(HttpSecurity http) {
			http.authorizeHttpRequests((requests) -> requests.requestMatchers("/livez").permitAll());
			return formLogin(http);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(SecuredApplication.class)
	static class FormLoginWithProbes {

		@Bean
		SecurityFilterChain filterChain(HttpSecurity http) {
			http.authorizeHttpRequests((requests) -> requests
				.requestMatchers(EndpointRequest.toAdditionalPaths(WebServerNamespace.SERVER, HealthEndpoint.class))
				.permitAll()
				.requestMatchers(EndpointRequest.to(HealthEndpoint.class))
				.permitAll());
			return formLogin(http);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(SecuredApplication.class)
	static class ByAddress {

		@Bean
		SecurityFilterChain filterChain(HttpSecurity http) {
			http.authorizeHttpRequests((requests) -> requests.anyRequest()
				.access((authentication,
						context) -> new AuthorizationDecision(context.getRequest().getRemoteAddr() != null)));
			return http.build();
		}

	}

}
