package dev.probity.consumer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.probity.actuate.ProbityEndpoint;
import dev.probity.change.ChangeHistory;
import dev.probity.change.RecordedChange;
import dev.probity.change.RecordedChange.Subject;
import dev.probity.check.CheckState;
import dev.probity.consumer.KafkaApplication.Records;
import dev.probity.engine.CheckMonitor;
import dev.probity.fixture.Contexts;
import dev.probity.fixture.KafkaServer;
import dev.probity.fixture.LoggedLines;
import dev.probity.fixture.Switchboard;
import dev.probity.fixture.SwitchboardConfiguration;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultShareConsumerFactory;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;
import org.springframework.kafka.listener.MessageListener;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.kafka.listener.ShareKafkaMessageListenerContainer;

import static dev.probity.consumer.HeldConsumers.awaitState;
import static dev.probity.consumer.HeldConsumers.fail;
import static dev.probity.consumer.HeldConsumers.got;
import static dev.probity.consumer.HeldConsumers.recover;
import static dev.probity.consumer.HeldConsumers.standsStill;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

/**
 * Listeners of a real broker whose needs fail and recover.
 */
class KafkaConsumersTests {

	private static final String NEEDS_ORDERS = "probity.consumers.record.needs=orders";

	private static final String PROMPT = "probity.consumers.all.resume-within=0s";

	private static KafkaProducer<String, String> producer;

	private static Admin admin;

	private final String topic = UUID.randomUUID().toString();

	private int sent;

	@BeforeAll
	static void connect() {
		Map<String, Object> properties = Map.of("bootstrap.servers", KafkaServer.get().address());
		producer = new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer());
		admin = Admin.create(properties);
	}

	@AfterAll
	static void disconnect() {
		producer.close();
		admin.close();
	}

	private void run(Class<?> listener, BiConsumer<AssertableApplicationContext, Records> test, String... properties) {
		runner(listener, properties).run((context) -> {
			assertThat(context).hasNotFailed();
			test.accept(context, context.getBean(Records.class));
		});
	}

	private ApplicationContextRunner runner(Class<?> listener, String... properties) {
		createTopics();
		return Contexts.withoutWeb()
			.withUserConfiguration(KafkaApplication.class, listener)
			.withPropertyValues("topic=" + this.topic, PROMPT)
			.withPropertyValues(SwitchboardConfiguration.PROPERTIES)
			.withPropertyValues(properties);
	}

	private void createTopics() {
		try {
			admin
				.createTopics(
						Stream.of("", "-other").map((end) -> new NewTopic(this.topic + end, 1, (short) 1)).toList())
				.all()
				.get();
		}
		catch (InterruptedException | ExecutionException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private List<String> send(int records) {
		return send(this.topic, records);
	}

	private List<String> send(String to, int records) {
		List<String> values = IntStream.range(this.sent, this.sent + records).mapToObj(String::valueOf).toList();
		this.sent += records;
		values.forEach((value) -> producer.send(new ProducerRecord<>(to, value)));
		producer.flush();
		return values;
	}

	private static Switchboard switches(AssertableApplicationContext context) {
		return context.getBean(Switchboard.class);
	}

	private static MessageListenerContainer container(AssertableApplicationContext context, String id) {
		return context.getBean(KafkaListenerEndpointRegistry.class).getListenerContainer(id);
	}

	@ParameterizedTest
	@ValueSource(classes = { KafkaApplication.RecordListener.class, KafkaApplication.BatchListener.class })
	void recordsStayInKafkaWhileANeedFailsAndComeInOrderOnce(Class<?> listener) {
		String id = (listener == KafkaApplication.RecordListener.class) ? "record" : "batch";
		run(listener, (context, records) -> {
			List<String> all = new ArrayList<>(send(5));
			got(records.all, all);
			// more than one poll brings, so most of it has been polled when it is paused
			all.addAll(send(400));
			await().until(() -> records.all.size() > 20);
			fail(context, id);
			await().pollDelay(Duration.ofMillis(100)).until(() -> true);
			assertThat(records.all).as("what it was at is finished, and no more").hasSizeLessThan(all.size());
			all.addAll(send(20));
			standsStill(records.all);
			recover(context, id);
			got(records.all, all);
		}, "probity.consumers." + id + ".needs=orders");
	}

	@Test
	void itDoesNotStartBeforeTheFirstSuccessOfItsNeed() {
		run(KafkaApplication.RecordListener.class, (context, records) -> {
			List<String> all = send(3);
			assertThat(container(context, "record").isRunning()).isFalse();
			standsStill(records.all);
			assertThat(context.getBean(ConsumerReport.class).consumers().get(0).state())
				.isEqualTo(ConsumerState.WAITING);
			switches(context).orders().pass();
			got(records.all, all);
			assertThat(container(context, "record").isAutoStartup()).isTrue();
		}, NEEDS_ORDERS, "failing-at-first=true");
	}

	@Test
	void whatTheApplicationPausesStaysPausedWhenItsNeedRecovers() {
		run(KafkaApplication.RecordListener.class, (context, records) -> {
			MessageListenerContainer container = container(context, "record");
			List<String> all = new ArrayList<>(send(1));
			got(records.all, all);
			container.pause();
			fail(context, "record");
			recover(context, "record");
			all.addAll(send(1));
			standsStill(records.all);
			assertThat(container.isPauseRequested()).isTrue();
			container.resume();
			got(records.all, all);
			fail(context, "record");
			container.pause();
			recover(context, "record");
			all.addAll(send(1));
			standsStill(records.all);
			container.resume();
			got(records.all, all);
		}, NEEDS_ORDERS);
	}

	@Test
	void whatTheApplicationStopsStaysStoppedAndWhatItRestartsMeanwhileConsumesNothing() {
		run(KafkaApplication.RecordListener.class, (context, records) -> {
			MessageListenerContainer container = container(context, "record");
			List<String> all = new ArrayList<>(send(1));
			got(records.all, all);
			fail(context, "record");
			container.stop();
			all.addAll(send(5));
			container.start();
			standsStill(records.all);
			container.stop();
			recover(context, "record");
			standsStill(records.all);
			assertThat(container.isRunning()).isFalse();
			failWhileStopped(context);
			container.start();
			standsStill(records.all);
			recover(context, "record");
			got(records.all, all);
		}, NEEDS_ORDERS);
	}

	/**
	 * While the listener is stopped, by which there is nothing to be held.
	 */
	private static void failWhileStopped(AssertableApplicationContext context) {
		switches(context).orders().fail();
		await().until(() -> context.getBean(CheckMonitor.class).snapshot("orders").failures() > 2);
	}

	@Test
	void aSeekMeanwhileHoldsWhenItGoesOn() {
		run(KafkaApplication.RecordListener.class, (context, records) -> {
			List<String> all = new ArrayList<>(send(3));
			got(records.all, all);
			fail(context, "record");
			context.getBean(KafkaApplication.RecordListener.class).seekToBeginning(this.topic);
			standsStill(records.all);
			recover(context, "record");
			all.addAll(List.copyOf(all));
			got(records.all, all);
		}, NEEDS_ORDERS);
	}

	@Test
	void aRebalanceMeanwhileDoesNotResumeIt() {
		run(KafkaApplication.RecordListener.class, (context, records) -> {
			List<String> all = new ArrayList<>(send(2));
			got(records.all, all);
			fail(context, "record");
			container(context, "record").enforceRebalance();
			all.addAll(send(2));
			standsStill(records.all);
			// another member comes and goes, and takes nothing with it
			MessageListenerContainer other = context.getBean(ConcurrentKafkaListenerContainerFactory.class)
				.createContainer(this.topic);
			other.setupMessageListener((MessageListener<String, String>) (entry) -> records.others.add(entry.value()));
			other.pause();
			other.start();
			await().until(() -> !other.getAssignedPartitions().isEmpty()
					|| container(context, "record").getAssignedPartitions().size() == 1);
			other.stop();
			standsStill(records.all);
			recover(context, "record");
			got(records.all, all);
		}, NEEDS_ORDERS);
	}

	@Test
	void retryTopicsAreHeldWithTheirListener() {
		run(KafkaApplication.RetryingListener.class, (context, records) -> {
			// at its second attempt, which comes from the retry topic
			got(records.all, send(1));
			fail(context, "retrying");
			awaitState(context, "retrying-retry", ConsumerState.HELD);
			send(this.topic + "-retry", 1);
			standsStill(records.others);
			recover(context, "retrying-retry");
			await().untilAsserted(() -> assertThat(records.others).contains("tried 1"));
		}, "probity.consumers.retrying.needs=orders");
	}

	@Test
	void aListenerNeedsWhatAFeatureRequiresAndOthersGoOn() {
		runner(KafkaApplication.RecordListener.class, "probity.features.shop.checks=orders,search",
				"probity.features.shop.criticality.search=optional", "probity.consumers.record.feature=shop")
			.withUserConfiguration(KafkaApplication.OtherListener.class)
			.run((context) -> {
				Records records = context.getBean(Records.class);
				switches(context).search().fail();
				List<String> all = new ArrayList<>(send(2));
				got(records.all, all);
				fail(context, "record");
				all.addAll(send(2));
				List<String> others = send(this.topic + "-other", 2);
				got(records.others, others);
				standsStill(records.all);
				recover(context, "record");
				got(records.all, all);
			});
	}

	@Test
	void aBeanSaysWhatAllListenersNeed() {
		runner(KafkaApplication.RecordListener.class).withUserConfiguration(AllNeedOrders.class).run((context) -> {
			Records records = context.getBean(Records.class);
			got(records.all, send(1));
			fail(context, "record");
			send(1);
			standsStill(records.all);
		});
	}

	@Test
	void aContainerWithoutChildrenIsHeldAsWell() {
		run(SingleContainer.class, (context, records) -> {
			List<String> all = new ArrayList<>(send(1));
			got(records.all, all);
			fail(context, "single");
			all.addAll(send(2));
			standsStill(records.all);
			recover(context, "single");
			got(records.all, all);
			fail(context, "single");
			context.stop();
			switches(context).orders().pass();
			context.start();
			all.addAll(send(1));
			got(records.all, all);
		}, "probity.consumers.single.needs=orders");
	}

	@Test
	void oneThatWasStartedTooEarlyToPauseAtOnceIsSaidAndHeldAsWell() {
		try (LoggedLines log = new LoggedLines(KafkaConsumerContainer.class)) {
			run(StartedEarly.class, (context, records) -> {
				assertThat(log.next()).containsExactly(
						"WARN Listener 'single' was started before Probity could set 'pauseImmediate': when it is paused, "
								+ "it still processes all records of its last poll ('max.poll.records'). "
								+ "Set ContainerProperties.setPauseImmediate(true) on its container.");
				got(records.all, send(1));
				fail(context, "single");
				send(2);
				standsStill(records.all);
			}, "probity.consumers.single.needs=orders");
		}
	}

	@Test
	void theReportSaysWhatHoldsIt() {
		run(KafkaApplication.RecordListener.class, (context, records) -> {
			got(records.all, send(1));
			fail(context, "record");
			assertThat(context.getBean(ConsumerReport.class).consumers()).singleElement().satisfies((consumer) -> {
				assertThat(consumer.causes()).containsExactly("orders is FAILING");
				assertThat(consumer.unmet()).containsExactly("orders");
			});
			assertThat(context.getBean(ProbityEndpoint.class).probity().consumers()).hasEntrySatisfying("record",
					(consumer) -> {
						assertThat(consumer.state()).isEqualTo(ConsumerState.HELD);
						assertThat(consumer.needs()).containsExactly("orders");
						assertThat(consumer.causes()).containsExactly("orders is FAILING");
					});
			recover(context, "record");
			await().untilAsserted(() -> assertThat(context.getBean(ChangeHistory.class).latest())
				.filteredOn((change) -> change.subject() == Subject.CONSUMER)
				.extracting(RecordedChange::name, RecordedChange::from, RecordedChange::to, RecordedChange::reason)
				.startsWith(tuple("record", "RESUMING", "ALLOWED", null),
						tuple("record", "ALLOWED", "HELD", "orders is FAILING")));
			assertThat(context.getBean(ProbityEndpoint.class).probity().recorder())
				.filteredOn((change) -> "record".equals(change.consumer()))
				.hasSizeGreaterThanOrEqualTo(2);
		}, NEEDS_ORDERS, "spring.jmx.enabled=true", "management.endpoints.jmx.exposure.include=probity");
	}

	@ParameterizedTest
	@ValueSource(strings = { "oders", "http/paymets" })
	void aCheckThatDoesNotExistStopsTheStart(String check) {
		runner(KafkaApplication.RecordListener.class, "probity.consumers.record.needs=" + check).run((context) -> {
			assertThat(context).hasFailed();
			assertThat(context.getStartupFailure()).rootCause()
				.hasMessage("The needs of the listener 'record' (probity.consumers.record) are invalid: "
						+ "the check '%s' does not exist.".formatted(check));
		});
	}

	@Test
	void aFeatureThatDoesNotExistStopsTheStart() {
		runner(KafkaApplication.RecordListener.class, "probity.consumers.record.feature=shop")
			.run((context) -> assertThat(context.getStartupFailure()).rootCause()
				.hasMessageContaining("the feature 'shop' does not exist"));
	}

	@Test
	void aListenerThatDoesNotExistIsSaid() {
		try (LoggedLines log = new LoggedLines(ConsumerLifecycle.class)) {
			run(KafkaApplication.RecordListener.class, (context, records) -> {
				assertThat(log.next()).containsExactly("WARN There is no listener 'recrod' (probity.consumers.recrod) "
						+ "yet; the listeners of this application are: record");
			}, "probity.consumers.recrod.needs=orders");
		}
	}

	@Test
	void whatCannotBeHeldIsSaidOnceAndLeftAlone() {
		try (LoggedLines ofListeners = new LoggedLines(Governing.class);
				LoggedLines ofIds = new LoggedLines(ConsumerLifecycle.class)) {
			run(Unholdable.class, (context, records) -> {
				switches(context).orders().fail();
				await().until(() -> Contexts.check(context, "orders").state() == CheckState.FAILING);
				await().during(Duration.ofMillis(600))
					.until(() -> context.getBean(ConsumerReport.class).consumers().isEmpty());
				assertThat(ofListeners.next()).containsExactly(
						"WARN The needs of the listener 'shared' are ignored: the container of a share group cannot be paused.");
				assertThat(ofIds.next()).containsExactly(
						"WARN The needs of 'streams' (probity.consumers.streams) are ignored: Kafka Streams cannot be held.");
			}, "probity.consumers.shared.needs=orders", "probity.consumers.streams.needs=orders");
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class AllNeedOrders {

		@Bean
		ConsumerNeeds needs() {
			return ConsumerNeeds.ofChecks(ConsumerNeeds.ALL, "orders");
		}

	}

	static class StartedEarly extends SingleContainer {

		@Bean
		SmartInitializingSingleton starter(KafkaMessageListenerContainer<String, String> container) {
			return container::start;
		}

	}

	/**
	 * A share group, and what Kafka Streams would be, whose library is not there.
	 */
	static class Unholdable {

		@Bean
		ShareKafkaMessageListenerContainer<String, String> shared(Environment environment) {
			ContainerProperties properties = new ContainerProperties(environment.getRequiredProperty("topic"));
			properties.setMessageListener((MessageListener<String, String>) (entry) -> {
			});
			ShareKafkaMessageListenerContainer<String, String> container = new ShareKafkaMessageListenerContainer<>(
					new DefaultShareConsumerFactory<>(Map.of("bootstrap.servers", KafkaServer.get().address())),
					properties);
			container.setAutoStartup(false);
			return container;
		}

		@Bean
		StreamsBuilder streams() {
			return new StreamsBuilder();
		}

		static final class StreamsBuilder {

		}

	}

	/**
	 * A container without a factory, and so without children.
	 */
	static class SingleContainer {

		@Bean
		KafkaMessageListenerContainer<String, String> single(DefaultKafkaConsumerFactory<String, String> consumers,
				Environment environment, Records records) {
			ContainerProperties properties = new ContainerProperties(environment.getRequiredProperty("topic"));
			properties.setMessageListener((MessageListener<String, String>) (entry) -> records.all.add(entry.value()));
			return new KafkaMessageListenerContainer<>(consumers, properties);
		}

	}

}
