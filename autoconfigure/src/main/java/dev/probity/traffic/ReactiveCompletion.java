package dev.probity.traffic;

import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.server.ServerWebExchange;

/**
 * How a request of Spring WebFlux ends. An error becomes an answer only behind all
 * filters, so its status is that of the moment at which the response is committed. A
 * request that is cancelled has no end that counts: the client has gone away.
 */
final class ReactiveCompletion {

	private final ServerWebExchange exchange;

	private final Consumer<CompletedRequest> counter;

	private volatile boolean committing;

	private volatile @Nullable Throwable error;

	/**
	 * Look at a request.
	 * @param counter told once, if at all
	 */
	ReactiveCompletion(ServerWebExchange exchange, Consumer<CompletedRequest> counter) {
		this.exchange = exchange;
		this.counter = counter;
	}

	void committing() {
		this.committing = true;
		if (this.error != null) {
			count(this.error, status());
		}
	}

	void failed(Throwable ex) {
		if (this.committing) {
			// unless it was the commit itself that has failed
			boolean committed = this.exchange.getResponse().isCommitted();
			count(ex, committed ? status() : HttpStatus.INTERNAL_SERVER_ERROR.value());
		}
		else {
			this.error = ex;
		}
	}

	void completed() {
		count(null, status());
	}

	private int status() {
		HttpStatusCode status = this.exchange.getResponse().getStatusCode();
		return (status != null) ? status.value() : HttpStatus.OK.value();
	}

	private void count(@Nullable Throwable ex, int status) {
		// an exception before the commit does not mean a broken response
		boolean broken = this.error == null && this.committing;
		if (this.exchange.getAttribute(StartupRejection.ATTRIBUTE) == null && !ClientDeparture.explains(ex, broken)) {
			this.counter.accept(new CompletedRequest(this.exchange.getRequest().getMethod().name(),
					this.exchange.getRequest().getPath().pathWithinApplication().value(), status, ex));
		}
	}

}
