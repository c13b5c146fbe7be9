package dev.probity.consumer;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

import dev.probity.fixture.Contexts;
import dev.probity.fixture.RabbitServer;
import dev.probity.fixture.Switchboard;
import dev.probity.fixture.SwitchboardConfiguration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.amqp.core.Queue;
import org.springframework.amqp.rabbit.annotation.EnableRabbit;
import org.springframework.amqp.rabbit.annotation.RabbitListener;
import org.springframework.amqp.rabbit.config.DirectRabbitListenerContainerFactory;
import org.springframework.amqp.rabbit.config.SimpleRabbitListenerContainerFactory;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.core.RabbitAdmin;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.amqp.rabbit.listener.RabbitListenerEndpointRegistry;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static dev.probity.consumer.HeldConsumers.fail;
import static dev.probity.consumer.HeldConsumers.got;
import static dev.probity.consumer.HeldConsumers.recover;
import static dev.probity.consumer.HeldConsumers.standsStill;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

/**
 * Listeners of a real RabbitMQ, where there is one.
 */
class RabbitConsumersTests {

	private final String queue = UUID.randomUUID().toString();

	@BeforeAll
	static void needsRabbitMq() {
		assumeThat(RabbitServer.isInstalled()).as("RabbitMQ is installed (apt-get install rabbitmq-server)").isTrue();
	}

	private ApplicationContextRunner runner(String container, String... properties) {
		return Contexts.withoutWeb()
			.withUserConfiguration(Application.class)
			.withPropertyValues("queue=" + this.queue, "container=" + container,
					"probity.consumers.orders.needs=orders", "probity.consumers.all.resume-within=0s")
			.withPropertyValues(SwitchboardConfiguration.PROPERTIES)
			.withPropertyValues(properties);
	}

	private List<String> send(RabbitTemplate template, int from, int to) {
		List<String> values = IntStream.range(from, to).mapToObj(String::valueOf).toList();
		values.forEach((value) -> template.convertAndSend(this.queue, value));
		return values;
	}

	@ParameterizedTest
	@ValueSource(strings = { "simple", "direct" })
	void messagesStayInTheQueueWhileANeedFailsAndComeInOrderOnce(String container) {
		runner(container).run((context) -> {
			assertThat(context).hasNotFailed();
			List<String> got = context.getBean(Application.class).got;
			RabbitTemplate template = context.getBean(RabbitTemplate.class);
			List<String> all = new ArrayList<>(send(template, 0, 5));
			got(got, all);
			// less than it fetches at once
			all.addAll(send(template, 5, 200));
			await().until(() -> got.size() > 20);
			fail(context, "orders");
			await().until(() -> !context.getBean(RabbitListenerEndpointRegistry.class)
				.getListenerContainer("orders")
				.isRunning());
			assertThat(got).as("what it was at is finished, and no more").hasSizeLessThan(all.size());
			standsStill(got);
			assertThat(context.getBean(RabbitAdmin.class).getQueueInfo(this.queue).getMessageCount())
				.as("what it had fetched is in the queue again")
				.isEqualTo(all.size() - got.size());
			recover(context, "orders");
			got(got, all);
		});
	}

	@Test
	void itDoesNotStartBeforeTheFirstSuccessOfItsNeed() {
		runner("simple", "failing-at-first=true").run((context) -> {
			List<String> got = context.getBean(Application.class).got;
			List<String> all = send(context.getBean(RabbitTemplate.class), 0, 3);
			standsStill(got);
			assertThat(context.getBean(RabbitListenerEndpointRegistry.class).getListenerContainer("orders").isRunning())
				.isFalse();
			context.getBean(Switchboard.class).orders().pass();
			got(got, all);
		});
	}

	@Test
	void whatTheApplicationStopsStaysStopped() {
		runner("simple").run((context) -> {
			List<String> got = context.getBean(Application.class).got;
			got(got, send(context.getBean(RabbitTemplate.class), 0, 1));
			context.getBean(RabbitListenerEndpointRegistry.class).getListenerContainer("orders").stop();
			context.getBean(Switchboard.class).orders().fail();
			standsStill(got);
			context.getBean(Switchboard.class).orders().pass();
			send(context.getBean(RabbitTemplate.class), 1, 2);
			standsStill(got);
		});
	}

	@Configuration(proxyBeanMethods = false)
	@EnableRabbit
	@Import({ SwitchboardConfiguration.class, FailingAtFirst.class })
	static class Application {

		final List<String> got = new CopyOnWriteArrayList<>();

		@Bean
		static CachingConnectionFactory connectionFactory() {
			return new CachingConnectionFactory("localhost", RabbitServer.get().port());
		}

		@Bean
		static RabbitAdmin admin(CachingConnectionFactory connections) {
			return new RabbitAdmin(connections);
		}

		@Bean
		static RabbitTemplate template(CachingConnectionFactory connections) {
			return new RabbitTemplate(connections);
		}

		@Bean
		static Queue queue(@Value("${queue}") String name) {
			return new Queue(name, false);
		}

		@Bean
		static SimpleRabbitListenerContainerFactory simple(CachingConnectionFactory connections) {
			SimpleRabbitListenerContainerFactory factory = new SimpleRabbitListenerContainerFactory();
			factory.setConnectionFactory(connections);
			return factory;
		}

		@Bean
		static DirectRabbitListenerContainerFactory direct(CachingConnectionFactory connections) {
			DirectRabbitListenerContainerFactory factory = new DirectRabbitListenerContainerFactory();
			factory.setConnectionFactory(connections);
			return factory;
		}

		@RabbitListener(id = "orders", queues = "${queue}", containerFactory = "${container}")
		void on(String value) throws InterruptedException {
			Thread.sleep(5);
			this.got.add(value);
		}

	}

}
