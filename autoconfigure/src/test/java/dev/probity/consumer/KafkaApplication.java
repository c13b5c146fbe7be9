package dev.probity.consumer;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.probity.fixture.KafkaServer;
import dev.probity.fixture.SwitchboardConfiguration;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.kafka.annotation.BackOff;
import org.springframework.kafka.annotation.EnableKafka;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.annotation.RetryableTopic;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.ConsumerSeekAware;

import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/**
 * An application whose listeners write down what they get.
 */
@Configuration(proxyBeanMethods = false)
@EnableKafka
@Import({ SwitchboardConfiguration.class, FailingAtFirst.class })
class KafkaApplication {

	@Bean
	Records records() {
		return new Records();
	}

	@Bean
	DefaultKafkaConsumerFactory<String, String> consumerFactory(Environment environment) {
		return new DefaultKafkaConsumerFactory<>(
				Map.of("bootstrap.servers", KafkaServer.get().address(), ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
						"earliest", ConsumerConfig.GROUP_ID_CONFIG, environment.getRequiredProperty("topic")),
				new StringDeserializer(), new StringDeserializer());
	}

	@Bean
	ConcurrentKafkaListenerContainerFactory<String, String> kafkaListenerContainerFactory(
			DefaultKafkaConsumerFactory<String, String> consumers) {
		ConcurrentKafkaListenerContainerFactory<String, String> factory = new ConcurrentKafkaListenerContainerFactory<>();
		factory.setConsumerFactory(consumers);
		factory.getContainerProperties().setPollTimeout(100);
		return factory;
	}

	@Bean
	KafkaTemplate<String, String> kafkaTemplate() {
		return new KafkaTemplate<>(
				new DefaultKafkaProducerFactory<>(Map.of("bootstrap.servers", KafkaServer.get().address()),
						new StringSerializer(), new StringSerializer()));
	}

	@Bean
	ThreadPoolTaskScheduler taskScheduler() {
		return new ThreadPoolTaskScheduler();
	}

	static class RecordListener implements ConsumerSeekAware {

		private final Records records;

		RecordListener(Records records) {
			this.records = records;
		}

		private volatile @Nullable ConsumerSeekCallback seeks;

		@Override
		public void registerSeekCallback(ConsumerSeekCallback callback) {
			this.seeks = callback;
		}

		void seekToBeginning(String topic) {
			ConsumerSeekCallback known = this.seeks;
			if (known != null) {
				known.seekToBeginning(List.of(new TopicPartition(topic, 0)));
			}
		}

		@KafkaListener(id = "record", idIsGroup = false, topics = "${topic}")
		void on(String value) throws InterruptedException {
			Thread.sleep(5);
			this.records.all.add(value);
		}

	}

	static class BatchListener {

		private final Records records;

		BatchListener(Records records) {
			this.records = records;
		}

		@KafkaListener(id = "batch", idIsGroup = false, topics = "${topic}", batch = "true",
				properties = "max.poll.records=10")
		void on(List<String> values) throws InterruptedException {
			Thread.sleep(50);
			this.records.all.addAll(values);
		}

	}

	static class OtherListener {

		private final Records records;

		OtherListener(Records records) {
			this.records = records;
		}

		@KafkaListener(id = "other", idIsGroup = false, topics = "${topic}-other")
		void on(String value) {
			this.records.others.add(value);
		}

	}

	/**
	 * What is new fails, and is tried again from a retry topic.
	 */
	static class RetryingListener {

		private final Records records;

		RetryingListener(Records records) {
			this.records = records;
		}

		@RetryableTopic(attempts = "2", backOff = @BackOff(delay = 100))
		@KafkaListener(id = "retrying", idIsGroup = false, topics = "${topic}")
		void on(String value) {
			if (this.records.others.add("tried " + value) && this.records.isFirst(value)) {
				throw new IllegalStateException("not at the first time");
			}
			this.records.all.add(value);
		}

	}

	static final class Records {

		final List<String> all = new CopyOnWriteArrayList<>();

		final List<String> others = new CopyOnWriteArrayList<>();

		private final List<String> known = new CopyOnWriteArrayList<>();

		boolean isFirst(String value) {
			return !this.known.contains(value) && this.known.add(value);
		}

	}

}
