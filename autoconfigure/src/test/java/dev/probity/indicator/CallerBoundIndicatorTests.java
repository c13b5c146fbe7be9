package dev.probity.indicator;

import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;

import com.jayway.jsonpath.JsonPath;
import dev.probity.engine.CheckMonitor;
import dev.probity.fixture.PlainApplication;
import dev.probity.fixture.RunningApplication;
import dev.probity.fixture.WebStack;
import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.context.annotation.RequestScope;
import org.springframework.web.context.annotation.SessionScope;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.filter.reactive.ServerWebExchangeContextFilter;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What needs its caller is left to its caller's thread, as without Probity, and told
 * once.
 */
@ExtendWith(OutputCaptureExtension.class)
class CallerBoundIndicatorTests {

	private static final Set<String> SERVLET = Set.of("requestScope", "sessionScope", "requestBean", "request",
			"attributes", "cast", "swallowed", "abstract", "user", "credentials");

	private static RunningApplication application;

	private static CheckMonitor monitor;

	@BeforeAll
	static void start() {
		application = RunningApplication.started(Servlet.class, "management.endpoint.health.show-details=always",
				"management.endpoint.health.group.readiness.include=readinessState,request");
		monitor = application.bean(CheckMonitor.class);
		await().until(() -> SERVLET.stream().noneMatch((name) -> monitor.snapshot(name) != null));
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	@Test
	void anIndicatorThatNeedsTheRequestTheSessionOrTheUserIsAskedByWhoeverReadsIt(CapturedOutput output) {
		for (String name : SERVLET) {
			assertThat(application.actuator("/health/" + name).body()).as(name)
				.isEqualTo("{\"details\":{\"path\":\"/actuator/health/%s\"},\"status\":\"UP\"}".formatted(name));
			assertThat(output.toString().split("The health indicator '%s' needs".formatted(name))).as(name).hasSize(2);
		}
		Map<String, Object> all = JsonPath.read(application.actuator("/health").body(), "$.components");
		assertThat(all).containsKeys(SERVLET.toArray(String[]::new));
		assertThat(output).contains("probity.adopt.exclude");
	}

	@Test
	void whatReadinessWasToRequireDoesNotKeepTheInstanceFromBeingReady(CapturedOutput output) {
		assertThat(application.get("/readyz").statusCode()).isEqualTo(200);
		assertThat(application.actuator("/health/readiness").statusCode()).isEqualTo(200);
		assertThat(output).contains("is ignored by all probes");
	}

	@Test
	void anIndicatorThatOnlyFailsIsACheckLikeAnyOther() {
		await().until(() -> monitor.snapshot("other").lastRun() != null);
		assertThat(application.actuator("/health/other").statusCode()).isEqualTo(503);
		assertThat(monitor.snapshot("other")).isNotNull();
	}

	@Test
	void ofACompositeOnlyThePartThatNeedsItIsLeft() {
		await().until(() -> monitor.snapshot("mixed/bound") == null);
		await().until(() -> monitor.snapshot("mixed/free").lastRun() != null);
		Map<String, Object> parts = JsonPath.read(application.actuator("/health/mixed").body(), "$.components");
		assertThat(parts).containsOnlyKeys("bound", "free");
		assertThat(parts.get("bound"))
			.isEqualTo(Map.of("status", "UP", "details", Map.of("path", "/actuator/health/mixed")));
		assertThat(application.actuator("/health/mixed/free").body()).contains("\"PASSING\"");
	}

	@Test
	void aReactiveIndicatorThatNeedsTheCallersContextIsAskedByWhoeverReadsIt() {
		try (RunningApplication reactive = WebStack.REACTOR_NETTY.started(Reactive.class,
				"management.endpoint.health.show-details=always")) {
			CheckMonitor checks = reactive.bean(CheckMonitor.class);
			for (String name : List.of("user", "exchange", "single")) {
				await().until(() -> checks.snapshot(name) == null);
				assertThat(reactive.actuator("/health/" + name).body()).as(name)
					.isEqualTo("{\"details\":{\"found\":true},\"status\":\"UP\"}");
			}
			await().until(() -> checks.snapshot("free").lastRun() != null);
			assertThat(checks.snapshot("free")).isNotNull();
		}
	}

	@Configuration(proxyBeanMethods = false)
	@Import(PlainApplication.class)
	static class Servlet {

		@Bean
		@RequestScope
		CurrentPath currentPath(HttpServletRequest request) {
			return new CurrentPath(request);
		}

		@Bean
		@SessionScope
		Visits visits() {
			return new Visits();
		}

		@Bean
		jakarta.servlet.Filter user() {
			return (request, response, chain) -> {
				SecurityContextHolder.setContext(new SecurityContextImpl(new TestingAuthenticationToken("me", "x")));
				try {
					chain.doFilter(request, response);
				}
				finally {
					SecurityContextHolder.clearContext();
				}
			};
		}

		@Bean
		HealthIndicator requestScopeHealthIndicator(CurrentPath path) {
			return () -> up(path.value());
		}

		@Bean
		HealthIndicator sessionScopeHealthIndicator(Visits visits, HttpServletRequest request) {
			return () -> {
				visits.count();
				return up(request.getRequestURI());
			};
		}

		@Bean
		HealthIndicator requestBeanHealthIndicator(HttpServletRequest request) {
			return () -> up(request.getRequestURI());
		}

		@Bean
		HealthIndicator requestHealthIndicator(ObjectProvider<HttpServletRequest> request) {
			return () -> up(request.getObject().getRequestURI());
		}

		@Bean
		HealthIndicator attributesHealthIndicator() {
			return () -> up(((ServletRequestAttributes) RequestContextHolder.currentRequestAttributes()).getRequest()
				.getRequestURI());
		}

		@Bean
		HealthIndicator castHealthIndicator() {
			return () -> up(path());
		}

		@Bean
		HealthIndicator swallowedHealthIndicator(HttpServletRequest request) {
			return () -> {
				try {
					return up(request.getRequestURI());
				}
				catch (RuntimeException ex) {
					return Health.down(ex).build();
				}
			};
		}

		@Bean
		HealthIndicator abstractHealthIndicator(CurrentPath path) {
			return new AbstractHealthIndicator() {

				@Override
				protected void doHealthCheck(Health.Builder builder) {
					builder.up().withDetail("path", path.value());
				}

			};
		}

		@Bean
		HealthIndicator userHealthIndicator() {
			return () -> {
				SecurityContextHolder.getContext().getAuthentication().getName();
				return up(path());
			};
		}

		@Bean
		HealthIndicator credentialsHealthIndicator() {
			return () -> {
				if (SecurityContextHolder.getContext().getAuthentication() == null) {
					throw new IllegalStateException("not allowed",
							new AuthenticationCredentialsNotFoundException("nobody is there"));
				}
				return up(path());
			};
		}

		@Bean
		HealthIndicator otherHealthIndicator() {
			return () -> {
				throw new IllegalStateException("no such thing");
			};
		}

		@Bean
		CompositeHealthContributor mixedHealthContributor(CurrentPath path) {
			return CompositeHealthContributor.fromMap(Map.<String, HealthIndicator>of("bound", () -> up(path.value()),
					"free", () -> Health.up().build()));
		}

		private static String path() {
			return ((ServletRequestAttributes) RequestContextHolder.getRequestAttributes()).getRequest()
				.getRequestURI();
		}

		private static Health up(String path) {
			return Health.up().withDetail("path", path).build();
		}

	}

	static class CurrentPath {

		private final HttpServletRequest request;

		CurrentPath(HttpServletRequest request) {
			this.request = request;
		}

		String value() {
			return this.request.getRequestURI();
		}

	}

	static class Visits {

		private int count;

		int count() {
			return ++this.count;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(PlainApplication.class)
	static class Reactive {

		@Bean
		WebFilter user() {
			return (exchange, chain) -> chain.filter(exchange)
				.contextWrite(
						ReactiveSecurityContextHolder.withAuthentication(new TestingAuthenticationToken("me", "x")))
				.contextWrite(
						(context) -> context.put(ServerWebExchangeContextFilter.EXCHANGE_CONTEXT_ATTRIBUTE, exchange));
		}

		@Bean
		ReactiveHealthIndicator userHealthIndicator() {
			return () -> ReactiveSecurityContextHolder.getContext().map((context) -> found());
		}

		@Bean
		ReactiveHealthIndicator singleHealthIndicator() {
			return () -> ReactiveSecurityContextHolder.getContext()
				.switchIfEmpty(Mono.error(() -> new NoSuchElementException("nobody")))
				.map((context) -> found());
		}

		@Bean
		ReactiveHealthIndicator exchangeHealthIndicator() {
			return () -> Mono.deferContextual((context) -> {
				ServerWebExchange exchange = ServerWebExchangeContextFilter.getExchange(context).orElseThrow();
				return Mono.just(exchange).map((present) -> found());
			});
		}

		@Bean
		ReactiveHealthIndicator freeHealthIndicator() {
			return () -> Mono.empty();
		}

		private static Health found() {
			return Health.up().withDetail("found", true).build();
		}

	}

}
