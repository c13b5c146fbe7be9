package dev.probity.web;

import dev.probity.probe.Probe;
import dev.probity.probe.ProbeStatus;
import dev.probity.probe.Probes;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;

/**
 * Answers a short probe path on Spring WebFlux, straight from the verdict, on the event
 * loop.
 *
 * @since 0.1.0
 */
public final class ProbeWebHandler implements WebHandler {

	private final Probe probe;

	private final Probes probes;

	/**
	 * Answer for a probe.
	 * @param probe the probe
	 * @param probes gives the verdict
	 */
	public ProbeWebHandler(Probe probe, Probes probes) {
		this.probe = probe;
		this.probes = probes;
	}

	@Override
	public Mono<Void> handle(ServerWebExchange exchange) {
		ServerHttpResponse response = exchange.getResponse();
		HttpMethod method = exchange.getRequest().getMethod();
		if (method != HttpMethod.GET && method != HttpMethod.HEAD) {
			response.getHeaders().set(HttpHeaders.ALLOW, "GET, HEAD");
			response.setStatusCode(HttpStatus.METHOD_NOT_ALLOWED);
			return response.setComplete();
		}
		ProbeStatus status = this.probes.verdict(this.probe).status();
		byte[] body = ProbeBody.of(status);
		response.setStatusCode(HttpStatusCode.valueOf(status.httpStatus()));
		response.getHeaders().setContentType(MediaType.APPLICATION_JSON);
		response.getHeaders().setCacheControl("no-store");
		response.getHeaders().setContentLength(body.length);
		if (method == HttpMethod.HEAD) {
			return response.setComplete();
		}
		return response.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
	}

}
