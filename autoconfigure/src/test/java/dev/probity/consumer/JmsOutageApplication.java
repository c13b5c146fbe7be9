package dev.probity.consumer;

import jakarta.jms.ConnectionFactory;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.apache.activemq.RedeliveryPolicy;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
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
@Import(OutageWriter.class)
@EnableAutoConfiguration(exclude = R2dbcAutoConfiguration.class)
@EnableJms
class JmsOutageApplication {

	private final OutageWriter writer;

	JmsOutageApplication(OutageWriter writer) {
		this.writer = writer;
	}

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

	@JmsListener(id = "orders", destination = "${topic}")
	void on(String entry) {
		this.writer.write(entry);
	}

}
