package dev.probity.benchmark.rollout.app;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
class ReactiveController {

	private final Shipments shipments;

	ReactiveController(Shipments shipments) {
		this.shipments = shipments;
	}

	@GetMapping("/work")
	Mono<Shipment> work(@RequestParam int order) {
		return Mono.fromCallable(() -> this.shipments.of(order))
			.subscribeOn(Schedulers.boundedElastic())
			.delayElement(Shipments.WORK);
	}

}
