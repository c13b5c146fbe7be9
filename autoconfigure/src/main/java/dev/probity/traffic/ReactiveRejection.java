package dev.probity.traffic;

import java.util.function.Supplier;

import dev.probity.probe.Probes;
import reactor.core.publisher.Mono;

import org.springframework.context.ApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Answers the application's requests of Spring WebFlux with a 503 until the instance has
 * come up.
 */
final class ReactiveRejection implements WebFilter, Ordered {

	private final ApplicationContext context;

	private final Supplier<RequestPaths> paths;

	private final StartupRejection rejection;

	/**
	 * Reject requests.
	 * @param context the application's; what another one serves, that of a management
	 * port, is let through
	 * @param paths tell which requests are the application's; asked for with the first
	 * request, since filters are made before much else
	 * @param probes know whether the instance has come up; asked for with the first
	 * request, too
	 */
	public ReactiveRejection(ApplicationContext context, Supplier<RequestPaths> paths, Supplier<Probes> probes) {
		this.context = context;
		this.paths = paths;
		this.rejection = new StartupRejection(probes);
	}

	/**
	 * Behind what counts requests, ahead of what decides on them.
	 */
	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE + 2;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		if (this.rejection.isOver() || exchange.getApplicationContext() != this.context || this.paths.get()
			.kindOf(exchange.getRequest().getPath().pathWithinApplication().value()) != RequestKind.APPLICATION) {
			return chain.filter(exchange);
		}
		exchange.getAttributes().put(StartupRejection.ATTRIBUTE, true);
		ServerHttpResponse response = exchange.getResponse();
		response.setStatusCode(StartupRejection.STATUS);
		response.getHeaders().set(HttpHeaders.RETRY_AFTER, StartupRejection.RETRY_AFTER);
		response.getHeaders().set(HttpHeaders.CACHE_CONTROL, StartupRejection.CACHE_CONTROL);
		response.getHeaders().setContentLength(0);
		return response.setComplete();
	}

}
