package dev.probity.sample.orders;

import java.time.Duration;

import dev.probity.consumer.ConsumerReport;
import dev.probity.consumer.ConsumerState;
import dev.probity.test.fault.Faults;
import dev.probity.test.fault.ProbityFaults;
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
@ProbityFaults
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "probity.checks.db.interval=500ms", "probity.checks.db.timeout=500ms",
				"probity.checks.db.retry-interval=100ms", "probity.consumers.all.resume-within=1s" })
class ShippingTests {

	@Autowired
	private Faults faults;

	@Autowired
	private OrderRepository orders;

	@Autowired
	private OrderEvents events;

	@Autowired
	private ConsumerReport consumers;

	@Test
	void whileTheDatabaseHangsOrdersWaitInKafkaAndShipByThemselvesAfterwards() throws Exception {
		Order first = this.orders.save(new NewOrder("tea", 1));
		Order second = this.orders.save(new NewOrder("tea", 2));
		this.events.accepted(first);
		awaitShipped(first);
		this.faults.db().hang();
		awaitState(ConsumerState.HELD);
		this.events.accepted(second);
		assertThat(this.consumers.consumers()).singleElement()
			.satisfies((shipping) -> assertThat(shipping.causes()).containsExactly("db is FAILING"));
		this.faults.db().heal();
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
