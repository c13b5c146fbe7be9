package dev.probity.consumer;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.kafka.clients.admin.NewTopic;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
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
@EnableAutoConfiguration(exclude = R2dbcAutoConfiguration.class)
class OutageApplication {

	static final int CONSUMERS = 4;

	@Bean
	NewTopic records(@Value("${topic}") String topic) {
		return TopicBuilder.name(topic).partitions(CONSUMERS).replicas(1).build();
	}

	@Bean
	NewTopic deadLetters(@Value("${topic}") String topic) {
		return TopicBuilder.name(topic + "-dlt").partitions(CONSUMERS).replicas(1).build();
	}

	@Bean
	DefaultErrorHandler errorHandler(KafkaTemplate<String, String> template) {
		return new DefaultErrorHandler(new DeadLetterPublishingRecoverer(Map.of(Object.class, template)),
				new FixedBackOff(500, 3));
	}

	@Bean
	Writer writer(JdbcTemplate jdbc, @Value("${topic}") String topic) {
		return new Writer(jdbc, "\"" + topic + "\"");
	}

	static final class Writer {

		private final JdbcTemplate jdbc;

		private final String table;

		private final AtomicInteger errors = new AtomicInteger();

		Writer(JdbcTemplate jdbc, String table) {
			this.jdbc = jdbc;
			this.table = table;
			jdbc.execute("create table %s (at bigserial, entry text)".formatted(table));
		}

		@KafkaListener(id = "orders", idIsGroup = false, topics = "${topic}", concurrency = "" + CONSUMERS)
		void on(String entry) {
			try {
				this.jdbc.update("insert into %s (entry) values (?)".formatted(this.table), entry);
			}
			catch (RuntimeException ex) {
				this.errors.incrementAndGet();
				throw ex;
			}
		}

		int errors() {
			return this.errors.get();
		}

	}

}
