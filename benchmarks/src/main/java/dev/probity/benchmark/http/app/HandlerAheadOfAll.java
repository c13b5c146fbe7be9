package dev.probity.benchmark.http.app;

import java.nio.charset.StandardCharsets;

import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.HttpHandlerDecoratorFactory;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;

/**
 * Answers ahead of WebFlux, of every filter and of the observation of requests: as fast
 * as this server can.
 */
@Component
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
class HandlerAheadOfAll implements HttpHandlerDecoratorFactory {

	private static final byte[] BODY = "{\"status\":\"UP\"}".getBytes(StandardCharsets.US_ASCII);

	@Override
	public HttpHandler apply(HttpHandler application) {
		return (request, response) -> "/ahead".equals(request.getURI().getRawPath()) ? answer(response)
				: application.handle(request, response);
	}

	private static Mono<Void> answer(ServerHttpResponse response) {
		response.getHeaders().setContentType(MediaType.APPLICATION_JSON);
		response.getHeaders().setContentLength(BODY.length);
		return response.writeWith(Mono.just(response.bufferFactory().wrap(BODY)));
	}

}
