package dev.probity.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.probity.time.Ticker;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.event.ConsumerFailedToStartEvent;
import org.springframework.kafka.event.ConsumerStartedEvent;
import org.springframework.kafka.event.ConsumerStoppedEvent;
import org.springframework.kafka.event.ConsumerStoppedEvent.Reason;
import org.springframework.kafka.event.KafkaEvent;
import org.springframework.kafka.event.NonResponsiveConsumerEvent;
import org.springframework.kafka.support.ProducerListener;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Consumers that cannot go on, and messages that cannot be sent, trigger the check of
 * Kafka.
 */
class KafkaHintsTests {

	private final List<String> hints = new ArrayList<>();

	private final List<String> told = new ArrayList<>();

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
		publish(new NonResponsiveConsumerEvent(this, this, 30_000, "orders", List.of(), null));
		assertThat(this.hints).containsExactly("kafka");
	}

	@Test
	void oneThatHasEndedInAnErrorDoes() {
		publish(new ConsumerStoppedEvent(this, this, Reason.AUTH));
		assertThat(this.hints).containsExactly("kafka");
	}

	@Test
	void oneThatCouldNotStartDoes() {
		publish(new ConsumerFailedToStartEvent(this, this));
		assertThat(this.hints).containsExactly("kafka");
	}

	@Test
	void aMessageThatCouldNotBeSentDoes() {
		send(new TimeoutException("Expiring 1 record(s) for orders-0"));
		assertThat(this.hints).containsExactly("kafka");
		assertThat(this.told).containsExactly("TimeoutException");
	}

	@Test
	void oneThatTheClusterDoesNotTakeDoesNot() {
		send(new RecordTooLargeException("too large"));
		assertThat(this.hints).isEmpty();
		assertThat(this.told).containsExactly("RecordTooLargeException");
	}

	/**
	 * By a template that is a bean and has a listener of its own.
	 */
	private void send(RuntimeException error) {
		MockProducer<String, String> producer = new MockProducer<>(false, null, new StringSerializer(),
				new StringSerializer());
		KafkaTemplate<String, String> template = new KafkaTemplate<>(() -> producer);
		template.setProducerListener(new ProducerListener<>() {

			@Override
			public void onError(ProducerRecord<String, String> message, RecordMetadata metadata, Exception error) {
				KafkaHintsTests.this.told.add(error.getClass().getSimpleName());
			}

		});
		DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
		beans.registerSingleton("definitions", this.definitions);
		new KafkaTemplateWatch(beans.getBeanProvider(KafkaCheckDefinitions.class))
			.postProcessBeforeInitialization(template, "template");
		template.send("orders", "one");
		producer.errorNext(error);
	}

	@Test
	void oneThatStartsOrIsStoppedDoesNot() {
		publish(new ConsumerStartedEvent(this, this));
		publish(new ConsumerStoppedEvent(this, this, Reason.NORMAL));
		assertThat(this.hints).isEmpty();
	}

	private void publish(KafkaEvent event) {
		this.definitions.onApplicationEvent(event);
	}

}
