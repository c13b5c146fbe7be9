package dev.probity.inquiry;

import java.util.List;
import java.util.Objects;

import dev.probity.traffic.SelfRequest;
import dev.probity.traffic.SelfRequests;
import dev.probity.web.ProbeAnswer;
import dev.probity.web.ServesProbes;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.context.ApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.DispatcherHandler;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Answers this process on Spring WebFlux when it asks itself and would come to the
 * handler of a probe next, whichever port that is on; see {@link SelfAnswerInterceptor}.
 */
final class SelfAnswerFilter implements WebFilter, Ordered {

	private static final String ACTUATOR = "org.springframework.boot.webflux.actuate";

	private final SelfRequests requests;

	/**
	 * Answer this process.
	 * @param requests tell which requests are its own
	 */
	public SelfAnswerFilter(SelfRequests requests) {
		this.requests = requests;
	}

	/**
	 * Behind all filters of the application.
	 */
	@Override
	public int getOrder() {
		return LOWEST_PRECEDENCE;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		SelfRequest own = this.requests.find(exchange.getRequest().getHeaders()::getFirst);
		ApplicationContext context = exchange.getApplicationContext();
		if (own == null || context == null) {
			return chain.filter(exchange);
		}
		return handler(context.getBean(DispatcherHandler.class), exchange).map(SelfAnswerFilter::isOfProbe)
			.defaultIfEmpty(false)
			.flatMap((ofProbe) -> ofProbe ? answer(own, exchange) : chain.filter(exchange));
	}

	private static Mono<Object> handler(DispatcherHandler dispatcher, ServerWebExchange exchange) {
		return Flux.fromIterable(Objects.requireNonNullElse(dispatcher.getHandlerMappings(), List.<HandlerMapping>of()))
			.concatMap((mapping) -> mapping.getHandler(exchange))
			.next();
	}

	private static boolean isOfProbe(Object handler) {
		return handler instanceof ServesProbes || (handler instanceof HandlerMethod method
				&& method.getBeanType().getPackageName().startsWith(ACTUATOR));
	}

	private static Mono<Void> answer(SelfRequest own, ServerWebExchange exchange) {
		own.arrived();
		ProbeAnswer answer = SelfInquiry.ANSWER;
		ServerHttpResponse response = exchange.getResponse();
		response.setStatusCode(HttpStatusCode.valueOf(answer.httpStatus()));
		response.getHeaders().set(HttpHeaders.CONTENT_TYPE, answer.contentType());
		response.getHeaders().setCacheControl("no-store");
		response.getHeaders().setContentLength(answer.body().length);
		return response.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(answer.body())));
	}

}
