package dev.probity.vital;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckResult;
import dev.probity.check.CheckResult.Failed;
import dev.probity.check.CheckResult.Inconclusive;
import dev.probity.check.CheckResult.Passed;
import dev.probity.fixture.KafkaServer;
import dev.probity.time.Ticker;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.annotation.EnableKafka;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.annotation.TopicPartition;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.MessageListener;
import org.springframework.kafka.listener.MessageListenerContainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Listeners of a real broker. Consumers count polls in real seconds, so the bounds are
 * short.
 */
class KafkaListenersCheckTests {

	private static final CheckPolicy POLICY = CheckPolicy.of(Duration.ofMillis(200), Duration.ofMillis(200),
			Duration.ofSeconds(2), 2, 2, 0, null);

	private static final Duration MAX_SILENCE = Duration.ofSeconds(1);

	private static AnnotationConfigApplicationContext context;

	@BeforeAll
	static void start() throws Exception {
		Map<String, Object> properties = Map.of("bootstrap.servers", KafkaServer.get().address());
		try (KafkaProducer<String, String> producer = new KafkaProducer<>(properties, new StringSerializer(),
				new StringSerializer())) {
			for (String topic : List.of("blocking", "dying", "idle")) {
				producer.send(new ProducerRecord<>(topic, topic)).get();
			}
		}
		context = new AnnotationConfigApplicationContext(Application.class);
	}

	@AfterAll
	static void close() {
		context.getBean(Listeners.class).mayReturn.countDown();
		context.close();
	}

	private static MessageListenerContainer container(String id) {
		return context.getBean(KafkaListenerEndpointRegistry.class).getListenerContainer(id);
	}

	private static KafkaListenersCheck check(String... ids) {
		return check(MAX_SILENCE, ids);
	}

	private static KafkaListenersCheck check(Duration maxSilence, String... ids) {
		return check(List.of(ids).stream().map(KafkaListenersCheckTests::container).toList(), maxSilence);
	}

	private static KafkaListenersCheck check(Collection<? extends MessageListenerContainer> containers,
			Duration maxSilence) {
		return new KafkaListenersCheck(() -> containers, maxSilence, POLICY, Ticker.system());
	}

	private static CheckResult awaitFailed(KafkaListenersCheck check) {
		return await().pollInterval(POLICY.interval()).until(check::check, Failed.class::isInstance);
	}

	private static void passesForLongerThanAllowed(KafkaListenersCheck... checks) {
		await().pollInterval(POLICY.interval()).during(Duration.ofSeconds(3)).untilAsserted(() -> {
			for (KafkaListenersCheck check : checks) {
				assertThat(check.check()).isInstanceOf(Passed.class);
			}
		});
	}

	@Test
	void aListenerThatBlocksForEverFailsAndSaysWhereItIs() {
		CheckResult result = awaitFailed(check("blocking", "idle"));
		assertThat(result.reason()).matches(
				"blocking has not polled for (\\d+ms|[12]s) \\(at most 1\\.2s\\): thread 'blocking-0-C-1' is WAITING "
						+ "in CountDownLatch.await, called by KafkaListenersCheckTests\\$Listeners.block"
						+ "\\(KafkaListenersCheckTests.java:\\d+\\)");
		assertThat(figures(result, "blocking")).containsKeys("noPollFor", "stack").containsEntry("listener", "RUNNING");
	}

	@Test
	void withoutALongestSilenceABlockedListenerOnlyShowsFigures() {
		KafkaListenersCheck check = check((Duration) null, "blocking");
		passesForLongerThanAllowed(check);
		assertThat(figures(check.check(), "blocking").get("noPollFor").toString()).matches("[23]s");
	}

	@Test
	void aListenerThatDiesByAnErrorFailsEvenIfNoSilenceIsTooLong() {
		CheckResult result = awaitFailed(check((Duration) null, "dying", "idle"));
		assertThat(result.reason()).isEqualTo("dying was stopped by an error, which is in the log");
		assertThat(figures(result, "dying")).containsEntry("listener", "DEAD");
		assertThat(figures(result, "idle")).containsEntry("listener", "RUNNING");
	}

	@Test
	void aListenerThatMayNotLogInDies() {
		ConcurrentMessageListenerContainer<String, String> container = container(Map.of("bootstrap.servers",
				KafkaServer.get().securedAddress(), "security.protocol", "SASL_PLAINTEXT", "sasl.mechanism", "PLAIN",
				"sasl.jaas.config", "org.apache.kafka.common.security.plain.PlainLoginModule required "
						+ "username=\"app\" password=\"wrong\";"));
		container.setBeanName("refused");
		container.start();
		assertThat(awaitFailed(check(List.of(container), null)).reason()).startsWith("refused was stopped by an error");
		container.start();
		assertThat(check(List.of(container), null).check()).isInstanceOf(Passed.class);
		container.stop();
	}

	@Test
	void idleTopicsAndListenersThatWerePausedOrStoppedOrNeverStartedPass() {
		container("paused").pause();
		container("stopped").stop();
		KafkaListenersCheck alike = check("idle", "paused", "stopped", "manual");
		KafkaListenersCheck blockedButPaused = check("blocking");
		container("blocking").pause();
		passesForLongerThanAllowed(alike, blockedButPaused);
		container("blocking").resume();
		CheckResult result = alike.check();
		assertThat(figures(result, "idle")).containsEntry("listener", "RUNNING");
		assertThat(figures(result, "paused")).containsEntry("listener", "PAUSED");
		assertThat(figures(result, "stopped")).containsEntry("listener", "STOPPED");
		assertThat(figures(result, "manual")).containsEntry("listener", "STOPPED");
	}

	@Test
	void aListenerWhoseConsumersArePausedOneByOneIsPaused() {
		List<? extends MessageListenerContainer> consumers = ((ConcurrentMessageListenerContainer<?, ?>) container(
				"blocking"))
			.getContainers();
		consumers.forEach(MessageListenerContainer::pause);
		KafkaListenersCheck blocked = check("blocking");
		passesForLongerThanAllowed(blocked);
		assertThat(figures(blocked.check(), "blocking")).containsEntry("listener", "PAUSED");
		consumers.forEach(MessageListenerContainer::resume);
	}

	@Test
	void aContainerThatCannotBeAskedWithoutWaitingIsInconclusiveInTime() throws InterruptedException {
		Locked container = new Locked();
		KafkaListenersCheck check = check(List.of(container), MAX_SILENCE);
		container.lock();
		assertThat(check.check()).isEqualTo(CheckResult.inconclusive("observation failed: no result within 1s"));
		assertThat(check.check())
			.isEqualTo(CheckResult.inconclusive("observation failed: an earlier one has not returned"));
		container.unlock();
		await().until(check::check, Passed.class::isInstance);
	}

	@Test
	void aConsumerThatDoesNotSayWhenItHasPolledIsInconclusiveWhereThatMatters() {
		ContainerProperties properties = properties("mute");
		ConcurrentMessageListenerContainer<String, String> mute = new ConcurrentMessageListenerContainer<>(
				new DefaultKafkaConsumerFactory<>(Map.of()) {
					@Override
					protected Consumer<String, String> createRawConsumer(Map<String, Object> configuration) {
						return new MockConsumer<>("earliest");
					}
				}, properties);
		mute.setBeanName("mute");
		mute.start();
		assertThat(check(List.of(mute), null).check()).isInstanceOf(Passed.class);
		CheckResult result = check(List.of(mute, container("idle")), MAX_SILENCE).check();
		assertThat(result).isInstanceOf(Inconclusive.class);
		assertThat(result.reason()).isEqualTo("no consumer reports when it last polled: mute");
		mute.stop();
	}

	@Test
	void whatCannotBeAskedIsInconclusive() {
		KafkaListenersCheck broken = new KafkaListenersCheck(() -> {
			throw new IllegalStateException("closed");
		}, MAX_SILENCE, POLICY, Ticker.system());
		assertThat(broken.check())
			.isEqualTo(CheckResult.inconclusive("observation failed: IllegalStateException: closed"));
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Object> figures(CheckResult result, String id) {
		return (Map<String, Object>) result.details().get(id);
	}

	private static ConcurrentMessageListenerContainer<String, String> container(Map<String, Object> properties) {
		return new ConcurrentMessageListenerContainer<>(
				new DefaultKafkaConsumerFactory<>(properties, new StringDeserializer(), new StringDeserializer()),
				properties("refused"));
	}

	private static ContainerProperties properties(String group) {
		ContainerProperties properties = new ContainerProperties("idle");
		properties.setGroupId(group);
		properties.setMessageListener((MessageListener<String, String>) (message) -> {
		});
		return properties;
	}

	private static final class Locked extends ConcurrentMessageListenerContainer<String, String> {

		Locked() {
			super(new DefaultKafkaConsumerFactory<>(Map.of()), new ContainerProperties("idle"));
		}

		void lock() {
			this.lifecycleLock.lock();
		}

		void unlock() {
			this.lifecycleLock.unlock();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableKafka
	static class Application {

		@Bean
		ConcurrentKafkaListenerContainerFactory<String, String> kafkaListenerContainerFactory() {
			ConcurrentKafkaListenerContainerFactory<String, String> factory = new ConcurrentKafkaListenerContainerFactory<>();
			factory.setConsumerFactory(
					new DefaultKafkaConsumerFactory<>(
							Map.of("bootstrap.servers", KafkaServer.get().address(), "group.id", "vitals",
									"auto.offset.reset", "earliest"),
							new StringDeserializer(), new StringDeserializer()));
			factory.getContainerProperties().setPollTimeout(200);
			return factory;
		}

		@Bean
		Listeners listeners() {
			return new Listeners();
		}

	}

	static class Listeners {

		private final CountDownLatch mayReturn = new CountDownLatch(1);

		@KafkaListener(id = "blocking", topicPartitions = @TopicPartition(topic = "blocking", partitions = "0"))
		void block(String message) throws InterruptedException {
			this.mayReturn.await();
		}

		@KafkaListener(id = "dying", topicPartitions = @TopicPartition(topic = "dying", partitions = "0"))
		void die(String message) {
			throw new NoClassDefFoundError(message);
		}

		@KafkaListener(id = "idle", topicPartitions = @TopicPartition(topic = "idle", partitions = "0"))
		void idle(String message) {
		}

		@KafkaListener(id = "paused", topicPartitions = @TopicPartition(topic = "idle", partitions = "0"))
		void pause(String message) {
		}

		@KafkaListener(id = "stopped", topicPartitions = @TopicPartition(topic = "idle", partitions = "0"))
		void stop(String message) {
		}

		@KafkaListener(id = "manual", autoStartup = "false",
				topicPartitions = @TopicPartition(topic = "idle", partitions = "0"))
		void manual(String message) {
		}

	}

}
