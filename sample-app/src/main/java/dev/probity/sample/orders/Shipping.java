package dev.probity.sample.orders;

import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/**
 * Ships what has been accepted. Shipping an order twice does no harm.
 */
@Component
class Shipping {

	private final OrderRepository orders;

	Shipping(OrderRepository orders) {
		this.orders = orders;
	}

	@KafkaListener(id = "shipping", idIsGroup = false, topics = OrderEvents.ACCEPTED)
	void ship(long id) {
		this.orders.markShipped(id);
	}

}
