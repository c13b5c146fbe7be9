package dev.probity.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.probity.time.Ticker;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.event.ConsumerStartedEvent;
import org.springframework.kafka.event.ConsumerStoppedEvent;
import org.springframework.kafka.event.ConsumerStoppedEvent.Reason;
import org.springframework.kafka.event.KafkaEvent;
import org.springframework.kafka.event.NonResponsiveConsumerEvent;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Consumers that cannot go on trigger the check of Kafka.
 */
class KafkaHintsTests {

	private final List<String> hints = new ArrayList<>();

	private final KafkaCheckDefinitions definitions;

	KafkaHintsTests() {
		DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
		beans.registerSingleton("kafkaAdmin", new KafkaAdmin(Map.of("bootstrap.servers", "localhost:9")));
		this.definitions = new KafkaCheckDefinitions(new KafkaClusters(beans, new MockEnvironment()), Ticker.system(),
				this.hints::add);
		assertThat(this.definitions.definitions()).hasSize(1);
	}

	@Test
	void oneThatGetsNoAnswerDoes() {
		tell(new NonResponsiveConsumerEvent(this, this, 30_000, "orders", List.of(), null));
		assertThat(this.hints).containsExactly("kafka");
	}

	@Test
	void oneThatHasEndedInAnErrorDoes() {
		tell(new ConsumerStoppedEvent(this, this, Reason.AUTH));
		assertThat(this.hints).containsExactly("kafka");
	}

	@Test
	void oneThatStartsOrIsStoppedDoesNot() {
		tell(new ConsumerStartedEvent(this, this));
		tell(new ConsumerStoppedEvent(this, this, Reason.NORMAL));
		assertThat(this.hints).isEmpty();
	}

	private void tell(KafkaEvent event) {
		this.definitions.onApplicationEvent(event);
	}

}
