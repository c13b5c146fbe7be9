package dev.probity.application;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import dev.probity.fixture.PlainApplication;
import dev.probity.fixture.RunningApplication;
import dev.probity.fixture.SecuredApplication;
import dev.probity.inquiry.AnsweredInOurPlaceTests;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.filter.OncePerRequestFilter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Applications in the shape of some that are public, as far as it concerns who answers
 * their probes.
 */
@ExtendWith(OutputCaptureExtension.class)
class ApplicationShapesTests {

	private static final String WARNING = "Probity does not answer anonymous callers";

	@Test
	void aGeneratedSinglePageApplicationIsToldThatItsFilterAnswersTheProbes(CapturedOutput output) {
		try (RunningApplication application = start(SinglePage.class, output,
				"management.endpoints.web.base-path=/management", "fixture.lets-through=nothing")) {
			HttpResponse<String> answer = application.get("/readyz");
			assertThat(answer.statusCode()).as("although it is not ready").isEqualTo(200);
			assertThat(answer.body()).isEqualTo("<html></html>");
		}
		assertThat(output).containsOnlyOnce(WARNING)
			.contains("/livez, /readyz, /startupz (200 text/html).")
			.contains("it must let /livez, /readyz, /startupz through unchanged")
			.contains(".requestMatchers(EndpointRequest.toAdditionalPaths(")
			.doesNotContain("/management/health");
	}

	@Test
	void theSinglePageApplicationThatDoesAsItWasToldHasItsProbes(CapturedOutput output) {
		try (RunningApplication application = start(SinglePage.class, output,
				"management.endpoints.web.base-path=/management", "fixture.lets-through=probes")) {
			assertThat(application.get("/readyz").statusCode()).isEqualTo(503);
			assertThat(application.get("/livez").body()).isEqualTo("{\"status\":\"UP\"}");
			assertThat(application.get("/orders").body()).isEqualTo("<html></html>");
		}
		assertThat(output).doesNotContain(WARNING);
	}

	@Test
	void anApplicationBelowAContextPathIsToldWhereItsProbesAre(CapturedOutput output) throws Exception {
		try (RunningApplication application = start(PlainApplication.class, output,
				"server.servlet.context-path=/petclinic", "management.endpoints.web.exposure.include=*")) {
			assertThat(application.get("/livez").statusCode()).isEqualTo(200);
			URI root = URI.create(application.get("/livez").uri().toString().replace("/petclinic", ""));
			assertThat(HttpClient.newHttpClient()
				.send(HttpRequest.newBuilder(root).build(), HttpResponse.BodyHandlers.discarding())
				.statusCode()).isEqualTo(404);
		}
		assertThat(output).containsPattern(" : Probes: \\S+:\\d+/petclinic/livez, \\S+:\\d+/petclinic/readyz, ")
			.doesNotContain(WARNING);
	}

	private static RunningApplication start(Class<?> source, CapturedOutput output, String... properties) {
		String[] all = new String[properties.length + 1];
		System.arraycopy(properties, 0, all, 1, properties.length);
		all[0] = AnsweredInOurPlaceTests.TOLD;
		RunningApplication application = RunningApplication.starting(source, all);
		await().until(() -> output.getOut().contains(" : Probes: http"));
		return application;
	}

	/**
	 * Every path without a dot is a page of the client; what may be fetched is permitted,
	 * and the rest refused behind that.
	 */
	@Configuration(proxyBeanMethods = false)
	@Import(SecuredApplication.class)
	static class SinglePage {

		@Bean
		SecurityFilterChain filterChain(HttpSecurity http, @Value("${fixture.lets-through}") String letsThrough) {
			boolean probes = letsThrough.equals("probes");
			return http.addFilterAfter(new PageFilter(probes), BasicAuthenticationFilter.class)
				.authorizeHttpRequests((requests) -> {
					requests.requestMatchers("/index.html", "/*.js", "/app/**").permitAll();
					requests.requestMatchers("/management/health", "/management/health/**").permitAll();
					if (probes) {
						requests.requestMatchers("/livez", "/readyz", "/startupz").permitAll();
					}
					requests.anyRequest().authenticated();
				})
				.httpBasic(Customizer.withDefaults())
				.build();
		}

		@RestController
		static class Page {

			@GetMapping(path = "/index.html", produces = "text/html")
			String index() {
				return "<html></html>";
			}

		}

	}

	static class PageFilter extends OncePerRequestFilter {

		private final boolean letsProbesThrough;

		PageFilter(boolean letsProbesThrough) {
			this.letsProbesThrough = letsProbesThrough;
		}

		@Override
		protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
				throws IOException, ServletException {
			String path = request.getRequestURI();
			if (path.startsWith("/api") || path.startsWith("/management") || path.contains(".")
					|| (this.letsProbesThrough && path.endsWith("z"))) {
				chain.doFilter(request, response);
			}
			else {
				request.getRequestDispatcher("/index.html").forward(request, response);
			}
		}

	}

}
