package dev.probity.benchmark.rollout.app;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class BlockingController {

	private final Shipments shipments;

	BlockingController(Shipments shipments) {
		this.shipments = shipments;
	}

	@GetMapping("/work")
	Shipment work(@RequestParam int order) throws InterruptedException {
		Shipment shipment = this.shipments.of(order);
		Thread.sleep(Shipments.WORK.toMillis());
		return shipment;
	}

}
