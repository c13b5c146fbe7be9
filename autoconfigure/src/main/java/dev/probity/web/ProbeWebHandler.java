package dev.probity.web;

import dev.probity.probe.ProbeVerdict;
import dev.probity.probe.Visibility;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;

/**
 * Answers a short probe path on Spring WebFlux, straight from the verdict, on the event
 * loop.
 *
 * @since 0.1.0
 */
public final class ProbeWebHandler implements WebHandler, ServesProbes {

	private final ProbeResponder responder;

	/**
	 * Answer for a probe.
	 * @param responder knows the answer
	 */
	public ProbeWebHandler(ProbeResponder responder) {
		this.responder = responder;
	}

	@Override
	public Mono<Void> handle(ServerWebExchange exchange) {
		if (methodOf(exchange) == ProbeMethod.OTHER) {
			ServerHttpResponse response = exchange.getResponse();
			response.getHeaders().set(HttpHeaders.ALLOW, ProbeMethod.ALLOWED);
			response.setStatusCode(HttpStatus.METHOD_NOT_ALLOWED);
			return response.setComplete();
		}
		if (VerboseQuery.isIn(exchange.getRequest().getURI().getRawQuery())) {
			return visibility(exchange).flatMap((visibility) -> write(exchange, this.responder.verbose(visibility)));
		}
		ProbeVerdict verdict = this.responder.verdict();
		if (this.responder.isForEveryone(verdict)) {
			return write(exchange, this.responder.brief(verdict, Visibility.STATUS));
		}
		return visibility(exchange).flatMap((visibility) -> write(exchange, this.responder.brief(verdict, visibility)));
	}

	private static ProbeMethod methodOf(ServerWebExchange exchange) {
		return ProbeMethod.of(exchange.getRequest().getMethod().name());
	}

	private Mono<Visibility> visibility(ServerWebExchange exchange) {
		return exchange.getPrincipal()
			.map((caller) -> this.responder.visibility(caller, (role) -> false))
			.switchIfEmpty(Mono.fromSupplier(() -> this.responder.visibility(null, (role) -> false)));
	}

	private Mono<Void> write(ServerWebExchange exchange, ProbeAnswer answer) {
		ServerHttpResponse response = exchange.getResponse();
		this.responder.answered(answer, exchange.getRequest(),
				(caller) -> caller.getHeaders().getFirst(HttpHeaders.USER_AGENT));
		response.setStatusCode(HttpStatusCode.valueOf(answer.httpStatus()));
		response.getHeaders().set(HttpHeaders.CONTENT_TYPE, answer.contentType());
		response.getHeaders().setCacheControl("no-store");
		if (!answer.headers().isEmpty()) {
			answer.headers().forEach(response.getHeaders()::set);
		}
		ProbeMethod method = methodOf(exchange);
		if (method == ProbeMethod.OPTIONS) {
			response.getHeaders().set(HttpHeaders.ALLOW, ProbeMethod.ALLOWED);
		}
		response.getHeaders().setContentLength(answer.body().length);
		if (method == ProbeMethod.HEAD) {
			return response.setComplete();
		}
		return response.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(answer.body())));
	}

}
