package dev.probity.consumer;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

import dev.probity.fixture.Contexts;
import dev.probity.fixture.Switchboard;
import dev.probity.fixture.SwitchboardConfiguration;
import jakarta.jms.ConnectionFactory;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.apache.activemq.broker.BrokerService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jms.annotation.EnableJms;
import org.springframework.jms.annotation.JmsListener;
import org.springframework.jms.config.DefaultJmsListenerContainerFactory;
import org.springframework.jms.config.JmsListenerEndpointRegistry;
import org.springframework.jms.core.JmsTemplate;
import org.springframework.jms.listener.MessageListenerContainer;

import static dev.probity.consumer.HeldConsumers.fail;
import static dev.probity.consumer.HeldConsumers.got;
import static dev.probity.consumer.HeldConsumers.recover;
import static dev.probity.consumer.HeldConsumers.standsStill;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Listeners of a real ActiveMQ.
 */
class JmsConsumersTests {

	private static BrokerService broker;

	private final String queue = UUID.randomUUID().toString();

	@BeforeAll
	static void start() throws Exception {
		broker = new BrokerService();
		broker.setBrokerName("probity");
		broker.setPersistent(false);
		broker.setUseJmx(false);
		broker.start();
	}

	@AfterAll
	static void stop() throws Exception {
		broker.stop();
	}

	private ApplicationContextRunner runner(String... properties) {
		return Contexts.withoutWeb()
			.withUserConfiguration(Application.class)
			.withPropertyValues("queue=" + this.queue, "probity.consumers.orders.needs=orders",
					"probity.consumers.all.resume-within=0s")
			.withPropertyValues(SwitchboardConfiguration.PROPERTIES)
			.withPropertyValues(properties);
	}

	private List<String> send(JmsTemplate template, int from, int to) {
		List<String> values = IntStream.range(from, to).mapToObj(String::valueOf).toList();
		values.forEach((value) -> template.convertAndSend(this.queue, value));
		return values;
	}

	@Test
	void messagesStayWhileANeedFailsAndComeInOrderOnce() {
		runner().run((context) -> {
			assertThat(context).hasNotFailed();
			List<String> got = context.getBean(Application.class).got;
			JmsTemplate template = context.getBean(JmsTemplate.class);
			List<String> all = new ArrayList<>(send(template, 0, 5));
			got(got, all);
			all.addAll(send(template, 5, 100));
			await().until(() -> got.size() > 20);
			fail(context, "orders");
			assertThat(got).as("what it was at is finished, and no more").hasSizeLessThan(all.size());
			all.addAll(send(template, 100, 110));
			standsStill(got);
			context.getBean(Application.class).hurries = true;
			recover(context, "orders");
			got(got, all);
		});
	}

	@Test
	void oneOfWhoseThreadsIsAtAMessageForEverGoesOnWithTheOthers() {
		runner("concurrency=2", "prefetch=1").run((context) -> {
			List<String> got = context.getBean(Application.class).got;
			JmsTemplate template = context.getBean(JmsTemplate.class);
			template.convertAndSend(this.queue, Application.STUCK);
			send(template, 0, 10);
			await().until(() -> !got.isEmpty());
			fail(context, "orders");
			standsStill(got);
			int before = got.size();
			recover(context, "orders");
			send(template, 10, 20);
			await().until(() -> got.size() > before);
			fail(context, "orders");
			standsStill(got);
		});
	}

	@Test
	void oneThatIsStartedWhileItsNeedFailsIsHeldAgain() {
		runner("concurrency=2", "prefetch=1").run((context) -> {
			List<String> got = context.getBean(Application.class).got;
			JmsTemplate template = context.getBean(JmsTemplate.class);
			template.convertAndSend(this.queue, Application.STUCK);
			send(template, 0, 10);
			await().until(() -> !got.isEmpty());
			fail(context, "orders");
			MessageListenerContainer container = context.getBean(JmsListenerEndpointRegistry.class)
				.getListenerContainer("orders");
			await().until(() -> !container.isRunning());
			container.start();
			await().until(() -> !container.isRunning());
			standsStill(got);
		});
	}

	@Test
	void itDoesNotStartBeforeTheFirstSuccessOfItsNeed() {
		runner("failing-at-first=true").run((context) -> {
			List<String> got = context.getBean(Application.class).got;
			List<String> all = send(context.getBean(JmsTemplate.class), 0, 3);
			standsStill(got);
			assertThat(context.getBean(JmsListenerEndpointRegistry.class).getListenerContainer("orders").isRunning())
				.isFalse();
			context.getBean(Switchboard.class).orders().pass();
			got(got, all);
		});
	}

	@Test
	void whatStopsForGoodGivesBackWhatItHasFetched() {
		runner().run((context) -> {
			List<String> got = context.getBean(Application.class).got;
			JmsTemplate template = context.getBean(JmsTemplate.class);
			List<String> all = send(template, 0, 100);
			await().until(() -> got.size() > 20);
			context.getBean(ConsumerEnd.class).leave();
			await().until(() -> !context.getBean(JmsListenerEndpointRegistry.class)
				.getListenerContainer("orders")
				.isRunning());
			standsStill(got);
			template.setReceiveTimeout(2000);
			assertThat(template.receiveAndConvert(this.queue)).as("another consumer goes on with the next")
				.isEqualTo(all.get(got.size()));
		});
	}

	@Configuration(proxyBeanMethods = false)
	@EnableJms
	@Import({ SwitchboardConfiguration.class, FailingAtFirst.class })
	static class Application {

		static final String STUCK = "stuck";

		final List<String> got = new CopyOnWriteArrayList<>();

		volatile boolean hurries;

		@Bean
		ConnectionFactory connectionFactory(@Value("${prefetch:1000}") int prefetch) {
			ActiveMQConnectionFactory connections = new ActiveMQConnectionFactory("vm://probity?create=false");
			connections.getPrefetchPolicy().setQueuePrefetch(prefetch);
			return connections;
		}

		@Bean
		JmsTemplate jmsTemplate(ConnectionFactory connections) {
			return new JmsTemplate(connections);
		}

		@Bean
		DefaultJmsListenerContainerFactory jmsListenerContainerFactory(ConnectionFactory connections,
				@Value("${concurrency:1}") String concurrency) {
			DefaultJmsListenerContainerFactory factory = new DefaultJmsListenerContainerFactory();
			factory.setConnectionFactory(connections);
			factory.setReceiveTimeout(200L);
			factory.setConcurrency(concurrency);
			return factory;
		}

		@JmsListener(id = "orders", destination = "${queue}")
		void on(String value) throws InterruptedException {
			if (value.equals(STUCK)) {
				new CountDownLatch(1).await();
			}
			// whatever else the machine does, there is something left to be held
			Thread.sleep((this.got.size() > 20 && !this.hurries) ? 100 : 10);
			this.got.add(value);
		}

	}

}
