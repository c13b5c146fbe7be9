package dev.probity.consumer;

import jakarta.jms.ConnectionFactory;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.apache.activemq.RedeliveryPolicy;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jms.annotation.EnableJms;
import org.springframework.jms.annotation.JmsListener;
import org.springframework.jms.config.DefaultJmsListenerContainerFactory;
import org.springframework.jms.connection.CachingConnectionFactory;
import org.springframework.jms.core.JmsTemplate;

/**
 * Writes what it gets from ActiveMQ into a database, one message after the other. What
 * fails four times, half a second apart, goes to a dead-letter queue.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(exclude = R2dbcAutoConfiguration.class)
@EnableJms
class JmsOutageApplication {

	@Bean
	static ActiveMQConnectionFactory connectionFactory(@Value("${broker}") String broker) {
		RedeliveryPolicy redelivery = new RedeliveryPolicy();
		redelivery.setMaximumRedeliveries(3);
		redelivery.setInitialRedeliveryDelay(500);
		redelivery.setRedeliveryDelay(500);
		ActiveMQConnectionFactory connections = new ActiveMQConnectionFactory(broker);
		connections.setRedeliveryPolicy(redelivery);
		return connections;
	}

	@Bean
	static JmsTemplate template(ConnectionFactory connections) {
		JmsTemplate template = new JmsTemplate(new CachingConnectionFactory(connections));
		template.setReceiveTimeout(500);
		return template;
	}

	@Bean
	static DefaultJmsListenerContainerFactory jmsListenerContainerFactory(ConnectionFactory connections) {
		DefaultJmsListenerContainerFactory factory = new DefaultJmsListenerContainerFactory();
		factory.setConnectionFactory(connections);
		factory.setSessionTransacted(true);
		factory.setReceiveTimeout(200L);
		return factory;
	}

	@Bean
	static OutageWriter writer(JdbcTemplate jdbc, @Value("${topic}") String name) {
		return new OutageWriter(jdbc, name);
	}

	@Bean
	static Orders orders(OutageWriter writer) {
		return new Orders(writer);
	}

	static final class Orders {

		private final OutageWriter writer;

		Orders(OutageWriter writer) {
			this.writer = writer;
		}

		@JmsListener(id = "orders", destination = "${topic}")
		void on(String entry) {
			this.writer.write(entry);
		}

	}

}
