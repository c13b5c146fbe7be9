package dev.probity.web;

import java.util.stream.Stream;

import dev.probity.fixture.Contexts;
import dev.probity.settings.FailureAnalyzedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.web.reactive.function.server.RequestPredicates.GET;

/**
 * Functional routes of the application on short paths.
 */
class RouteClashTests {

	@ParameterizedTest
	@MethodSource
	void aRouteOnAShortPathStopsTheStart(RouterFunction<ServerResponse> route) {
		Contexts.withMvc()
			.withBean(RouterFunction.class, () -> route)
			.run((context) -> assertClash(context.getStartupFailure()));
	}

	static Stream<RouterFunction<ServerResponse>> aRouteOnAShortPathStopsTheStart() {
		return Stream.of(RouterFunctions.route().GET("/readyz", (request) -> ok()).build(),
				RouterFunctions.route().GET("/ready", (request) -> ok()).GET("/readyz", (request) -> ok()).build(),
				RouterFunctions.route().path("/readyz", (readyz) -> readyz.GET((request) -> ok())).build(),
				RouterFunctions.route().path("/", (root) -> root.GET("/readyz", (request) -> ok())).build(),
				RouterFunctions.route(RequestPredicates.path("/ready").or(RequestPredicates.GET("/readyz")),
						(request) -> ok()));
	}

	@Test
	void aNestedRouteOnAShortPathOfSeveralSegmentsStopsTheStart() {
		Contexts.withMvc()
			.withPropertyValues("probity.paths.readiness=/probes/ready/now")
			.withBean(RouterFunction.class,
					() -> RouterFunctions.route()
						.path("/probes",
								(probes) -> probes.path("/live", (live) -> live.GET("/now", (request) -> ok()))
									.path("/ready", (ready) -> ready.GET("/now", (request) -> ok())))
						.build())
			.run((context) -> assertThat(analysis(context.getStartupFailure()).getDescription())
				.contains("'/probes/ready/now'", "readiness", "route"));
	}

	@ParameterizedTest
	@MethodSource
	void aRouteThatMatchesAShortPathAmongOthersDoesNotClash(RouterFunction<ServerResponse> route) {
		Contexts.withMvc()
			.withBean(RouterFunction.class, () -> route)
			.run((context) -> assertThat(context).hasNotFailed());
	}

	static Stream<RouterFunction<ServerResponse>> aRouteThatMatchesAShortPathAmongOthersDoesNotClash() {
		return Stream.of(RouterFunctions.route().GET("/{slug}", (request) -> ok()).build(),
				RouterFunctions.route().GET("/**", (request) -> ok()).build(),
				RouterFunctions.route().GET((request) -> ok()).build(),
				RouterFunctions.route().GET("/readyz/more", (request) -> ok()).build(),
				RouterFunctions.route().path("/shop", (shop) -> shop.GET("/readyz", (request) -> ok())).build(),
				RouterFunctions.route(RequestPredicates.path("/readyz").negate(), (request) -> ok()));
	}

	@Test
	void aRouteOnARenamedPathDoesNotClash() {
		Contexts.withMvc()
			.withPropertyValues("probity.paths.readiness=/ready")
			.withBean(RouterFunction.class, () -> RouterFunctions.route().GET("/readyz", (request) -> ok()).build())
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void aRouteOnAShortPathStopsTheStartOnWebFluxToo() {
		Contexts.withWebFlux()
			.withBean(org.springframework.web.reactive.function.server.RouterFunction.class,
					() -> org.springframework.web.reactive.function.server.RouterFunctions.route(GET("/readyz"),
							(request) -> Mono.empty()))
			.run((context) -> assertClash(context.getStartupFailure()));
	}

	@Test
	void aRouteThatMatchesAShortPathAmongOthersDoesNotClashOnWebFlux() {
		Contexts.withWebFlux()
			.withBean(org.springframework.web.reactive.function.server.RouterFunction.class,
					() -> org.springframework.web.reactive.function.server.RouterFunctions.route(GET("/{slug}"),
							(request) -> Mono.empty()))
			.run((context) -> assertThat(context).hasNotFailed());
	}

	private static void assertClash(Throwable failure) {
		FailureAnalysis analysis = analysis(failure);
		assertThat(analysis.getDescription()).contains("'/readyz'", "readiness", "the route");
		assertThat(analysis.getAction()).contains("'probity.paths.readiness'", "'probity.paths.enabled'");
	}

	private static FailureAnalysis analysis(Throwable failure) {
		assertThat(failure).isInstanceOf(FailureAnalyzedException.class);
		return ((FailureAnalyzedException) failure).analysis();
	}

	private static ServerResponse ok() {
		return ServerResponse.ok().build();
	}

}
