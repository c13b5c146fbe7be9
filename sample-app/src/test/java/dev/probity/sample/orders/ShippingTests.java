package dev.probity.sample.orders;

import java.time.Duration;

import dev.probity.consumer.ConsumerReport;
import dev.probity.consumer.ConsumerState;
import dev.probity.sample.localservices.SharedServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.annotation.DirtiesContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The listener that ships orders needs the database.
 */
@DirtiesContext
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "probity.checks.db.interval=500ms", "probity.checks.db.timeout=500ms",
				"probity.checks.db.retry-interval=100ms", "probity.consumers.all.resume-within=1s" })
class ShippingTests {

	@Autowired
	private OrderRepository orders;

	@Autowired
	private OrderEvents events;

	@Autowired
	private ConsumerReport consumers;

	@AfterEach
	void heal() {
		SharedServer.POSTGRES.proxy().heal();
	}

	@Test
	void whileTheDatabaseHangsOrdersWaitInKafkaAndShipByThemselvesAfterwards() throws Exception {
		Order first = this.orders.save(new NewOrder("tea", 1));
		Order second = this.orders.save(new NewOrder("tea", 2));
		this.events.accepted(first);
		awaitShipped(first);
		SharedServer.POSTGRES.proxy().hang();
		awaitState(ConsumerState.HELD);
		this.events.accepted(second);
		assertThat(this.consumers.consumers()).singleElement()
			.satisfies((shipping) -> assertThat(shipping.causes()).containsExactly("db is FAILING"));
		SharedServer.POSTGRES.proxy().heal();
		awaitShipped(second);
		awaitState(ConsumerState.ALLOWED);
	}

	private void awaitState(ConsumerState state) {
		await().atMost(Duration.ofSeconds(30))
			.until(() -> this.consumers.consumers().stream().allMatch((consumer) -> consumer.state() == state));
	}

	private void awaitShipped(Order order) {
		await().atMost(Duration.ofSeconds(40))
			.until(() -> this.orders.findById(order.id()).orElseThrow().status() == OrderStatus.SHIPPED);
	}

}
