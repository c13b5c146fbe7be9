package dev.probity.traffic;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;

import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Observes the requests of Spring WebFlux, on a separate management port, too.
 */
final class ReactiveTraffic implements WebFilter, Ordered {

	private final Supplier<RequestPaths> paths;

	private final Traffic traffic;

	private final RequestOutcomeClassifier classifier;

	/**
	 * See requests.
	 * @param paths tell what a request is for; asked for with the first request, since
	 * filters are made before much else
	 * @param traffic is told of the application's requests
	 * @param classifier says what a request counts as; asked for with the first request
	 */
	public ReactiveTraffic(Supplier<RequestPaths> paths, Traffic traffic,
			Supplier<? extends RequestOutcomeClassifier> classifier) {
		this.paths = paths;
		this.traffic = traffic;
		this.classifier = new SafeClassifier(classifier);
	}

	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		String path = exchange.getRequest().getPath().pathWithinApplication().value();
		return switch (this.paths.get().kindOf(path)) {
			case APPLICATION -> serve(exchange, chain);
			case LOOPBACK -> Mono.fromRunnable(() -> exchange.getResponse().setStatusCode(HttpStatus.NO_CONTENT));
			case MANAGEMENT -> {
				if (!isOwn(exchange) && this.paths.get().probes().contains(path)) {
					exchange.getResponse().beforeCommit(() -> Mono.fromRunnable(() -> count(exchange, path)));
				}
				yield chain.filter(exchange);
			}
		};
	}

	private void count(ServerWebExchange exchange, String path) {
		HttpStatusCode status = exchange.getResponse().getStatusCode();
		boolean management = WebServerApplicationContext.hasServerNamespace(exchange.getApplicationContext(),
				"management");
		this.traffic.calls()
			.answered(path, exchange.getRequest().getHeaders().getFirst(HttpHeaders.USER_AGENT),
					management ? Entrance.MANAGEMENT : Entrance.MAIN, (status != null) ? status.value() : 200);
	}

	/**
	 * Whether this process asks itself, which makes it no caller.
	 */
	private boolean isOwn(ServerWebExchange exchange) {
		SelfRequest own = this.traffic.selfRequests().find(exchange.getRequest().getHeaders()::getFirst);
		if (own != null) {
			own.entered();
		}
		return own != null;
	}

	private Mono<Void> serve(ServerWebExchange exchange, WebFilterChain chain) {
		ActiveRequests.Cohort cohort = this.traffic.arrived();
		AtomicBoolean waiting = new AtomicBoolean(true);
		Runnable leave = () -> {
			if (waiting.getAndSet(false)) {
				cohort.leave();
			}
		};
		ReactiveCompletion completion = new ReactiveCompletion(exchange,
				(request) -> this.traffic.completed(this.classifier.classify(request)));
		exchange.getResponse().beforeCommit(() -> Mono.fromRunnable(() -> {
			// a stream that has begun may go on for ever
			leave.run();
			completion.committing();
		}));
		return chain.filter(exchange).doOnError(completion::failed).doFinally((signal) -> {
			leave.run();
			this.traffic.served();
			if (signal == SignalType.ON_COMPLETE) {
				completion.completed();
			}
		});
	}

}
