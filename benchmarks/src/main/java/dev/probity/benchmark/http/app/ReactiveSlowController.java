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

	@GetMapping("/slow")
	Mono<String> slow() {
		return Mono.fromCallable(this.query::run).subscribeOn(Schedulers.boundedElastic());
	}

}
