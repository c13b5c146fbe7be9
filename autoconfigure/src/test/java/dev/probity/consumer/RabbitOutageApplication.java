package dev.probity.consumer;

import dev.probity.fixture.RabbitServer;

import org.springframework.amqp.core.Queue;
import org.springframework.amqp.core.QueueBuilder;
import org.springframework.amqp.rabbit.annotation.EnableRabbit;
import org.springframework.amqp.rabbit.annotation.RabbitListener;
import org.springframework.amqp.rabbit.config.RetryInterceptorBuilder;
import org.springframework.amqp.rabbit.config.SimpleRabbitListenerContainerFactory;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.core.RabbitAdmin;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.amqp.rabbit.retry.RejectAndDontRequeueRecoverer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * Writes what it gets from RabbitMQ into a database, one message after the other. What
 * fails four times goes to a dead-letter queue; each attempt is a delivery of its own.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@Import(OutageWriter.class)
@EnableAutoConfiguration(exclude = R2dbcAutoConfiguration.class)
@EnableRabbit
class RabbitOutageApplication {

	private final OutageWriter writer;

	RabbitOutageApplication(OutageWriter writer) {
		this.writer = writer;
	}

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
	static Queue messages(@Value("${topic}") String name) {
		return QueueBuilder.nonDurable(name).deadLetterExchange("").deadLetterRoutingKey(name + "-dlq").build();
	}

	@Bean
	static Queue deadLetters(@Value("${topic}") String name) {
		return QueueBuilder.nonDurable(name + "-dlq").build();
	}

	@Bean
	static SimpleRabbitListenerContainerFactory rabbitListenerContainerFactory(CachingConnectionFactory connections) {
		SimpleRabbitListenerContainerFactory factory = new SimpleRabbitListenerContainerFactory();
		factory.setConnectionFactory(connections);
		// so that the order is kept when one is delivered again
		factory.setPrefetchCount(1);
		factory.setAdviceChain(RetryInterceptorBuilder.stateful()
			.maxRetries(3)
			.backOffOptions(500, 1, 500)
			.recoverer(new RejectAndDontRequeueRecoverer())
			.build());
		return factory;
	}

	@RabbitListener(id = "orders", queues = "${topic}")
	void on(String entry) {
		this.writer.write(entry);
	}

}
