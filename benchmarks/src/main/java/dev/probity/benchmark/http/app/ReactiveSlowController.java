package dev.probity.benchmark.http.app;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
class ReactiveSlowController {

	private final SlowQuery query;

	ReactiveSlowController(SlowQuery query) {
		this.query = query;
	}

	/**
	 * What nobody should write, and many do.
	 */
	@GetMapping("/slow-on-the-event-loop")
	Mono<String> slowOnTheEventLoop() {
		return Mono.fromCallable(this.query::run);
	}

	@GetMapping("/slow")
	Mono<String> slow() {
		return Mono.fromCallable(this.query::run).subscribeOn(Schedulers.boundedElastic());
	}

}
