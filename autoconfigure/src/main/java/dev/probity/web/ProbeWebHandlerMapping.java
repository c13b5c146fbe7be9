package dev.probity.web;

import reactor.core.publisher.Mono;

import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import org.springframework.web.server.ServerWebExchange;

/**
 * Maps the short probe paths of the main port to their handlers on Spring WebFlux. The
 * server of a management port finds this mapping, too, since it is its parent's.
 */
final class ProbeWebHandlerMapping extends SimpleUrlHandlerMapping {

	/**
	 * Map the paths.
	 * @param responders know the paths and the answers
	 * @param order the place among all mappings
	 */
	public ProbeWebHandlerMapping(ProbeResponders responders, int order) {
		super(responders.handlers(ProbeWebHandler::new), order);
	}

	@Override
	public Mono<Object> getHandlerInternal(ServerWebExchange exchange) {
		return WebServerApplicationContext.hasServerNamespace(exchange.getApplicationContext(), "management")
				? Mono.empty() : super.getHandlerInternal(exchange);
	}

}
