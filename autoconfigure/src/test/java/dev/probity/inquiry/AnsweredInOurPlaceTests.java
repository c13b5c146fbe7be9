package dev.probity.inquiry;

import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;

import dev.probity.check.CheckSnapshot;
import dev.probity.engine.CheckMonitor;
import dev.probity.fixture.PlainApplication;
import dev.probity.fixture.RunningApplication;
import dev.probity.fixture.WebStack;
import dev.probity.probe.Probes;
import dev.probity.traffic.Traffic;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.util.StringUtils;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Somebody of the application who answers where a probe is served is named at the start,
 * with what a caller gets; the question itself changes nothing.
 */
@ExtendWith(OutputCaptureExtension.class)
@ParameterizedClass
@EnumSource(WebStack.class)
public class AnsweredInOurPlaceTests {

	public static final String TOLD = "logging.level.dev.probity.inquiry.ProbeInquiry=info";

	private static final String WARNING = "Probity does not answer anonymous callers";

	private final WebStack stack;

	AnsweredInOurPlaceTests(WebStack stack) {
		this.stack = stack;
	}

	@Test
	void whoeverAnswersInstead(CapturedOutput output) {
		try (RunningApplication application = start(Intruder.class, "probity.features.cart.checks=orders",
				"probity.features.till.checks=orders", "probity.features.desk.checks=orders")) {
			String warning = warning(output);
			assertThat(warning).contains("/livez (200 text/html)");
			assertThat(warning).containsPattern("/readyz \\(500\\b");
			assertThat(warning).as("a 503 that becomes a 200").containsPattern("/startupz \\(200\\b");
			assertThat(warning).containsPattern("/readyz/cart \\(404\\b");
			assertThat(warning).as("nothing of a session, no secret")
				.containsPattern("/readyz/till \\(302 to /login\\)");
			assertThat(warning).containsPattern("/actuator/health/liveness \\(403\\b");
			assertThat(warning).doesNotContain("/readyz/desk", "/actuator/health/readiness");
			assertThat(warning)
				.contains("refuses anonymous callers: it must let /readyz/till, /actuator/health/liveness through")
				.contains("it must let /livez, /readyz, /startupz, /readyz/cart through unchanged");
		}
	}

	@Test
	void whoeverAnswersInsteadOnTheManagementPort(CapturedOutput output) {
		try (RunningApplication application = start(FormLogin.class, "fixture.permit=short-paths",
				"management.server.port=0", "management.server.base-path=/manage")) {
			assertThat(warning(output))
				.containsPattern(
						"http://[^ ]+:" + application.context().getEnvironment().getProperty("local.management.port")
								+ "/manage/actuator/health/liveness, /manage/actuator/health/readiness, "
								+ "/manage/actuator/health/startup \\(302 to \\S*login\\)\\.")
				.doesNotContain("z, ");
		}
	}

	@Test
	void nobodyAnswersInsteadAndNothingIsChangedByTheQuestion(CapturedOutput output) {
		try (RunningApplication application = start(PlainApplication.class, "management.server.port=0",
				"management.endpoint.health.group.custom.include=ping",
				"management.endpoint.health.group.custom.additional-path=server:/custom",
				"probity.checks.server.interval=100ms")) {
			awaitInquiry(output);
			assertThat(output).doesNotContain(WARNING).doesNotContain("Could not determine");
			application.switchboard().finishStart();
			assertThat(application.bean(Probes.class).hasSaidReady()).isFalse();
			assertThat(application.bean(Traffic.class).servedRequests()).isZero();
			assertThat(application.bean(Traffic.class).selfRequests().isEmpty()).isTrue();
			MeterRegistry meters = application.bean(MeterRegistry.class);
			CheckSnapshot.LastRun seen = server(application);
			await().until(() -> server(application) != seen);
			assertThat(requests(meters)).isEmpty();
			assertThat(meters.find("probity.probe.requests").meters()).isEmpty();
			application.get("/readyz");
			await().untilAsserted(() -> assertThat(requests(meters)).hasSize(1));
			assertThat(application.get("/custom").statusCode()).isEqualTo(200);
		}
	}

	@Test
	void theStartSaysWhereTheProbesAre(CapturedOutput output) {
		try (RunningApplication application = start(PlainApplication.class,
				StringUtils.concatenateStringArrays(this.stack.otherPaths(),
						new String[] { "probity.paths.liveness=/alive", "server.address=127.0.0.1" }))) {
			awaitInquiry(output);
			String base = "http://127.0.0.1:" + application.context().getEnvironment().getProperty("local.server.port")
					+ (this.stack.isReactive() ? "/shop" : "/shop/api");
			assertThat(output).contains("Probes: %1$s/alive, %1$s/readyz, %1$s/startupz\n".formatted(base))
				.doesNotContain(WARNING);
		}
	}

	@Test
	void aStrangerGetsNothingForTheHeader() {
		try (RunningApplication application = start(PlainApplication.class)) {
			assertThat(application.send("GET", "/livez", "Probity-Self", "00000000-0000-0000-0000-000000000000")
				.statusCode()).isEqualTo(200);
			assertThat(application.get("/livez").headers().map().keySet())
				.noneMatch((name) -> name.toLowerCase().startsWith("probity"));
		}
	}

	private static CheckSnapshot.LastRun server(RunningApplication application) {
		CheckSnapshot server = application.bean(CheckMonitor.class).snapshot("server");
		assertThat(server).isNotNull();
		return server.lastRun();
	}

	private static Stream<String> requests(MeterRegistry meters) {
		return meters.find("http.server.requests").timers().stream().map((timer) -> timer.getId().toString());
	}

	private RunningApplication start(Class<?> source, String... properties) {
		return this.stack.starting(source,
				Stream.concat(Stream.of(TOLD), Stream.of(properties)).toArray(String[]::new));
	}

	private static void awaitInquiry(CapturedOutput output) {
		await().until(() -> output.getOut().contains(" : Probes: http"));
	}

	private static String warning(CapturedOutput output) {
		awaitInquiry(output);
		assertThat(output.getOut()).containsOnlyOnce(WARNING);
		return output.getOut().lines().filter((line) -> line.contains(WARNING)).findFirst().orElseThrow();
	}

	/**
	 * Filters as applications have them, one for each path.
	 */
	@Configuration(proxyBeanMethods = false)
	@Import(PlainApplication.class)
	static class Intruder {

		static final Map<String, String> LOCATION = Map.of("/readyz/till",
				"/login;jsessionid=1A2B?token=hunter2#there");

		@Bean
		@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
		OncePerRequestFilter servletIntruder() {
			return new OncePerRequestFilter() {

				@Override
				protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response,
						FilterChain chain) throws IOException, ServletException {
					switch (request.getRequestURI()) {
						case "/livez" -> {
							response.setContentType("text/html;charset=UTF-8");
							response.getWriter().print("<html></html>");
						}
						case "/readyz" -> throw new IllegalStateException("intended by the test");
						case "/startupz" -> chain.doFilter(request, new HttpServletResponseWrapper(response) {

							@Override
							public void setStatus(int status) {
								super.setStatus(200);
							}

						});
						case "/readyz/cart" -> response.sendError(404);
						case "/readyz/till" -> {
							response.setStatus(302);
							response.setHeader("Location", LOCATION.get("/readyz/till"));
						}
						case "/actuator/health/liveness" -> response.setStatus(403);
						default -> chain.doFilter(request, response);
					}
				}

			};
		}

		@Bean
		@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
		WebFilter reactiveIntruder() {
			return new ReactiveIntruder();
		}

	}

	static class ReactiveIntruder implements WebFilter {

		@Override
		public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
			ServerHttpResponse response = exchange.getResponse();
			return switch (exchange.getRequest().getPath().value()) {
				case "/livez" -> {
					response.getHeaders().setContentType(MediaType.parseMediaType("text/html;charset=UTF-8"));
					yield response.writeWith(Mono.just(response.bufferFactory().wrap("<html></html>".getBytes())));
				}
				case "/readyz" -> Mono.error(new IllegalStateException("intended by the test"));
				case "/startupz" -> {
					response.beforeCommit(() -> Mono.fromRunnable(() -> response.setStatusCode(HttpStatus.OK)));
					yield chain.filter(exchange);
				}
				case "/readyz/cart" -> answer(response, HttpStatus.NOT_FOUND);
				case "/readyz/till" -> {
					response.getHeaders().set("Location", Intruder.LOCATION.get("/readyz/till"));
					yield answer(response, HttpStatus.FOUND);
				}
				case "/actuator/health/liveness" -> answer(response, HttpStatus.FORBIDDEN);
				default -> chain.filter(exchange);
			};
		}

		private static Mono<Void> answer(ServerHttpResponse response, HttpStatus status) {
			response.setStatusCode(status);
			return response.setComplete();
		}

	}

}
