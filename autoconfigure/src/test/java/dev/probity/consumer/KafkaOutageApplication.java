package dev.probity.consumer;

import java.util.Map;

import org.apache.kafka.clients.admin.NewTopic;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.FixedBackOff;

/**
 * Writes what it gets from Kafka into a database. What fails four times goes to a
 * dead-letter topic.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@Import(OutageWriter.class)
@EnableAutoConfiguration(exclude = R2dbcAutoConfiguration.class)
class KafkaOutageApplication {

	static final int CONSUMERS = 4;

	private final OutageWriter writer;

	KafkaOutageApplication(OutageWriter writer) {
		this.writer = writer;
	}

	@Bean
	static NewTopic records(@Value("${topic}") String topic) {
		return TopicBuilder.name(topic).partitions(CONSUMERS).replicas(1).build();
	}

	@Bean
	static NewTopic deadLetters(@Value("${topic}") String topic) {
		return TopicBuilder.name(topic + "-dlt").partitions(CONSUMERS).replicas(1).build();
	}

	@Bean
	static DefaultErrorHandler errorHandler(KafkaTemplate<String, String> template) {
		return new DefaultErrorHandler(new DeadLetterPublishingRecoverer(Map.of(Object.class, template)),
				new FixedBackOff(500, 3));
	}

	@KafkaListener(id = "orders", idIsGroup = false, topics = "${topic}", concurrency = "" + CONSUMERS)
	void on(String entry) {
		this.writer.write(entry);
	}

}
