package dev.probity.fleet;

import dev.probity.traffic.PeerAnswer;
import dev.probity.traffic.PeerPath;
import dev.probity.web.ServesProbes;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;

/**
 * Answers peers on Spring WebFlux.
 */
final class PeerWebHandler implements WebHandler, ServesProbes {

	private final PeerPath peers;

	PeerWebHandler(PeerPath peers) {
		this.peers = peers;
	}

	@Override
	public Mono<Void> handle(ServerWebExchange exchange) {
		String check = this.peers.checkIn(exchange.getRequest().getPath().pathWithinApplication().value());
		if (check == null || exchange.getRequest().getMethod() != HttpMethod.GET) {
			exchange.getResponse()
				.setStatusCode((check == null) ? HttpStatus.NOT_FOUND : HttpStatus.METHOD_NOT_ALLOWED);
			return exchange.getResponse().setComplete();
		}
		return Mono.fromCompletionStage(this.peers.answer(check, exchange.getRequest().getURI().getRawQuery()))
			.flatMap((answer) -> write(answer, exchange.getResponse()));
	}

	private static Mono<Void> write(PeerAnswer answer, ServerHttpResponse response) {
		byte[] body = answer.body();
		response.setStatusCode(HttpStatusCode.valueOf(answer.httpStatus()));
		response.getHeaders().set(HttpHeaders.CONTENT_TYPE, PeerAnswer.CONTENT_TYPE);
		response.getHeaders().setCacheControl("no-store");
		response.getHeaders().setContentLength(body.length);
		return response.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
	}

}
