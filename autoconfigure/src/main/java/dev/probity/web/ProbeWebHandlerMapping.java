package dev.probity.web;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.probity.probe.Probes;
import reactor.core.publisher.Mono;

import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import org.springframework.web.server.ServerWebExchange;

/**
 * Leads the short probe paths of the main port to their handlers on Spring WebFlux. The
 * server of a management port finds this mapping, too, since it is its parent's.
 *
 * @since 0.1.0
 */
public final class ProbeWebHandlerMapping extends SimpleUrlHandlerMapping {

	/**
	 * Map the paths.
	 * @param paths the paths
	 * @param probes give the verdicts
	 * @param order the place among all mappings
	 */
	public ProbeWebHandlerMapping(ProbePaths paths, Probes probes, int order) {
		super(handlers(paths, probes), order);
	}

	private static Map<String, Object> handlers(ProbePaths paths, Probes probes) {
		Map<String, Object> handlers = new LinkedHashMap<>();
		paths.probes().forEach((path, probe) -> handlers.put(path, new ProbeWebHandler(probe, probes)));
		return handlers;
	}

	@Override
	public Mono<Object> getHandlerInternal(ServerWebExchange exchange) {
		return WebServerApplicationContext.hasServerNamespace(exchange.getApplicationContext(), "management")
				? Mono.empty() : super.getHandlerInternal(exchange);
	}

}
