package dev.probity.sample.orders;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Component;

/**
 * Tells the world about orders, at most once: an order whose event is lost stays accepted
 * and is in the log. (A shop that must not lose one writes it to its database, in an
 * outbox, together with the order.)
 */
@Component
class OrderEvents {

	static final String ACCEPTED = "orders.accepted";

	private static final Logger logger = LoggerFactory.getLogger(OrderEvents.class);

	private final KafkaTemplate<String, String> kafka;

	OrderEvents(KafkaTemplate<String, String> kafka) {
		this.kafka = kafka;
	}

	/**
	 * Sends the event in the background: Kafka's client waits for a cluster that it has
	 * not met yet, and the caller must not.
	 */
	@Async
	void accepted(Order order) {
		String id = String.valueOf(order.id());
		try {
			this.kafka.send(ACCEPTED, id, id).whenComplete((result, ex) -> {
				if (ex != null) {
					lost(id, ex);
				}
			});
		}
		catch (KafkaException ex) {
			lost(id, ex);
		}
	}

	private static void lost(String id, Throwable ex) {
		logger.warn("Order {} stays accepted, its event is lost: {}", id,
				(ex.getCause() != null) ? ex.getCause().getMessage() : ex.getMessage());
	}

}
