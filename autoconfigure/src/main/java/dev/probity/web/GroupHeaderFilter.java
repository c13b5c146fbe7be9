package dev.probity.web;

import java.util.Map;
import java.util.function.Predicate;

import dev.probity.probe.DetailPolicy;
import dev.probity.probe.Probe;
import dev.probity.probe.ProbeHttpStatus;
import dev.probity.probe.ProbeType;
import dev.probity.probe.ProbeVerdict;
import dev.probity.probe.Probes;
import dev.probity.probe.Visibility;
import reactor.core.publisher.Mono;

import org.springframework.core.Ordered;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.cors.reactive.CorsUtils;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Adds the headers to what Actuator answers for a probe's group on Spring WebFlux,
 * whichever port it is on. A balancer that uses OPTIONS gets the status as well.
 */
final class GroupHeaderFilter implements WebFilter, Ordered {

	private final Map<String, Probe> groups;

	private final Probes probes;

	private final DetailPolicy policy;

	private final VerdictHeaders headers;

	private final ProbeHttpStatus httpStatus;

	private final Predicate<ServerHttpRequest> own;

	/**
	 * Add the headers.
	 * @param groups the probes by the paths of their groups
	 * @param probes give the verdicts
	 * @param policy what of them is shown to whom
	 * @param headers the headers
	 * @param httpStatus what verdicts are over HTTP
	 * @param own recognises the requests of this process to itself, which tell nobody
	 * anything
	 */
	public GroupHeaderFilter(Map<String, Probe> groups, Probes probes, DetailPolicy policy, VerdictHeaders headers,
			ProbeHttpStatus httpStatus, Predicate<ServerHttpRequest> own) {
		this.groups = groups;
		this.probes = probes;
		this.policy = policy;
		this.headers = headers;
		this.httpStatus = httpStatus;
		this.own = own;
	}

	/**
	 * After Spring Security, which knows who asks.
	 */
	@Override
	public int getOrder() {
		return 0;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		Probe probe = this.groups.get(exchange.getRequest().getPath().pathWithinApplication().value());
		if (probe != null && !this.own.test(exchange.getRequest())) {
			exchange.getResponse().beforeCommit(() -> add(exchange, probe));
		}
		return chain.filter(exchange);
	}

	private Mono<Void> add(ServerWebExchange exchange, Probe probe) {
		ProbeVerdict verdict = this.probes.verdict(probe);
		if (isOptions(exchange)) {
			// Spring answers OPTIONS itself, with 200 whatever the verdict
			exchange.getResponse().setRawStatusCode(this.httpStatus.of(verdict));
		}
		HttpStatusCode answered = exchange.getResponse().getStatusCode();
		boolean plain = probe.type() != ProbeType.READINESS && verdict.hold() == null;
		if (plain || answered == null || answered.value() != this.httpStatus.of(verdict)) {
			// nothing to add, or this is not the answer of the probe
			return Mono.empty();
		}
		return exchange.getPrincipal()
			.map((caller) -> this.policy.visibility(probe, caller, (role) -> false))
			.switchIfEmpty(Mono.fromSupplier(() -> this.policy.visibility(probe, null, (role) -> false)))
			.doOnNext((visibility) -> add(exchange, probe, verdict, visibility))
			.then();
	}

	private static boolean isOptions(ServerWebExchange exchange) {
		HttpStatusCode answered = exchange.getResponse().getStatusCode();
		return exchange.getRequest().getMethod() == HttpMethod.OPTIONS
				&& !CorsUtils.isPreFlightRequest(exchange.getRequest())
				&& (answered == null || answered.value() == HttpStatus.OK.value());
	}

	private void add(ServerWebExchange exchange, Probe probe, ProbeVerdict verdict, Visibility visibility) {
		this.headers.of(probe, verdict, visibility).forEach(exchange.getResponse().getHeaders()::set);
	}

}
