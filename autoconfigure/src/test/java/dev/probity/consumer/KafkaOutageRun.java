package dev.probity.consumer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.probity.fixture.KafkaServer;
import dev.probity.fixture.OwnPostgres;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * One whose records come from Kafka.
 */
final class KafkaOutageRun extends OutageRun {

	private final KafkaConsumer<String, String> offsets = new KafkaConsumer<>(
			Map.of("bootstrap.servers", KafkaServer.get().address(), "group.id", this.topic), new StringDeserializer(),
			new StringDeserializer());

	private final KafkaProducer<String, String> producer = new KafkaProducer<>(
			Map.of("bootstrap.servers", KafkaServer.get().address()), new StringSerializer(), new StringSerializer());

	KafkaOutageRun(String name, OwnPostgres postgres, String... properties) {
		super(name, postgres);
		start(KafkaOutageApplication.class,
				Stream
					.concat(Stream.of("--spring.kafka.bootstrap-servers=" + KafkaServer.get().address(),
							"--spring.kafka.consumer.group-id=" + this.topic,
							"--spring.kafka.consumer.auto-offset-reset=earliest"), Stream.of(properties))
					.toArray(String[]::new));
	}

	@Override
	void deliver(String key, String entry) {
		this.producer.send(new ProducerRecord<>(this.topic, key, entry));
	}

	/**
	 * Those included that are still on their way to the broker: the producer does not
	 * wait for it.
	 */
	@Override
	long lag() {
		long committed = this.offsets.committed(new HashSet<>(partitions(this.topic)))
			.values()
			.stream()
			.mapToLong((offset) -> (offset != null) ? offset.offset() : 0)
			.sum();
		return this.sent.size() - committed;
	}

	private long ends(String topic) {
		return this.offsets.endOffsets(partitions(topic)).values().stream().mapToLong(Long::longValue).sum();
	}

	private static List<TopicPartition> partitions(String topic) {
		return IntStream.range(0, KafkaOutageApplication.CONSUMERS)
			.mapToObj((partition) -> new TopicPartition(topic, partition))
			.toList();
	}

	@Override
	boolean hasDeadLetters() {
		return ends(this.topic + "-dlt") > 0;
	}

	@Override
	List<String> deadLetters() {
		List<String> entries = new ArrayList<>();
		this.offsets.assign(partitions(this.topic + "-dlt"));
		this.offsets.seekToBeginning(List.of());
		while (entries.size() < ends(this.topic + "-dlt")) {
			this.offsets.poll(Duration.ofMillis(100)).forEach((entry) -> entries.add(entry.value()));
		}
		return entries;
	}

	@Override
	public void close() {
		super.close();
		this.offsets.close();
		this.producer.close();
	}

}
