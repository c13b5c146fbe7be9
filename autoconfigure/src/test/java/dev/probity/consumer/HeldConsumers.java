package dev.probity.consumer;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

import dev.probity.fixture.Switchboard;

import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Listeners that need the check <code>orders</code> of a {@link Switchboard}, whatever
 * their broker.
 */
final class HeldConsumers {

	private HeldConsumers() {
	}

	static void awaitState(ApplicationContext context, String id, ConsumerState state) {
		await().atMost(Duration.ofSeconds(30))
			.pollInterval(Duration.ofMillis(10))
			.until(() -> context.getBean(ConsumerReport.class)
				.consumers()
				.stream()
				.anyMatch((consumer) -> consumer.id().equals(id) && consumer.state() == state));
	}

	static void fail(ApplicationContext context, String id) {
		context.getBean(Switchboard.class).orders().fail();
		awaitState(context, id, ConsumerState.HELD);
	}

	static void recover(ApplicationContext context, String id) {
		context.getBean(Switchboard.class).orders().pass();
		awaitState(context, id, ConsumerState.ALLOWED);
	}

	static void got(List<String> messages, List<String> values) {
		await().atMost(Duration.ofSeconds(30))
			.untilAsserted(() -> assertThat(messages).containsExactlyElementsOf(values));
	}

	/**
	 * Nothing comes any more for longer than a poll takes, once the message is finished
	 * that a listener is at.
	 */
	static void standsStill(List<String> messages) {
		LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
		int before = messages.size();
		await().during(Duration.ofMillis(600)).atMost(Duration.ofSeconds(2)).until(() -> messages.size() == before);
	}

}
