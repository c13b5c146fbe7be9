package dev.probity.consumer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import dev.probity.fixture.ChildJvm;
import dev.probity.fixture.HttpConnection;
import dev.probity.fixture.KafkaServer;
import dev.probity.fixture.OneAtATime;
import dev.probity.fixture.WebStack;
import dev.probity.shutdown.LameDuckProcess;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Of two instances that share the partitions of a topic one gets a SIGTERM, under load:
 * how long its partitions wait until the other consumes them. With
 * <code>-Dprobity.handover=true</code> stock Spring Boot and listeners that go on
 * (<code>serve</code>) are measured beside it, for docs/consumers.md.
 */
@OneAtATime
@Timeout(300)
class HandoverProcessTests {

	private static final int PARTITIONS = 4;

	private static final boolean ALL = Boolean.getBoolean("probity.handover");

	private static final int PER_SECOND = ALL ? 100 : 40;

	private static final Pattern GOT = Pattern.compile("(?m)^got (\\d) (\\d+) (\\d+)$");

	@Test
	void theOtherInstanceTakesOverAtOnceWhileTheWebIsServed() throws Exception {
		List<String> rows = new ArrayList<>();
		Handover stop = handover("--probity.lame-duck.enabled=true", "--probity.lame-duck.duration=8s");
		rows.add(stop.row("Probity"));
		if (ALL) {
			rows.add(handover("--probity.lame-duck.enabled=true", "--probity.lame-duck.duration=8s",
					"--probity.lame-duck.consumers=serve")
				.row("Probity, `consumers: serve`"));
			rows.add(handover("--probity.enabled=false").row("stock"));
		}
		System.out.println("| SIGTERM to one of two instances | until its partitions go on | processed twice | lost |\n"
				+ "| --- | --- | --- | --- |\n" + String.join("\n", rows));
		assertThat(stop.waited()).isLessThan(Duration.ofSeconds(ALL ? 2 : 6));
		assertThat(stop.twice()).as("processed twice").isZero();
		assertThat(stop.lost()).as("lost").isZero();
		assertThat(stop.served()).as("the web after the listeners have stopped").isEqualTo(200);
	}

	private static Handover handover(String... properties) throws Exception {
		String topic = UUID.randomUUID().toString();
		try (Admin admin = Admin.create(Map.of("bootstrap.servers", KafkaServer.get().address()))) {
			admin.createTopics(List.of(new NewTopic(topic, PARTITIONS, (short) 1))).all().get();
		}
		String[] arguments = Stream
			.concat(Stream.of("--topic=" + topic, "--millis-per-record=5", "--server.port=0",
					"--spring.main.banner-mode=off", "--probity.probe-port=-1",
					"--spring.kafka.bootstrap-servers=" + KafkaServer.get().address(),
					"--spring.kafka.consumer.group-id=" + topic, "--spring.kafka.consumer.auto-offset-reset=earliest",
					"--spring.kafka.consumer.properties.heartbeat.interval.ms=300"), Stream.of(properties))
			.toArray(String[]::new);
		String classPath = WebStack.TOMCAT.classPathWithout(LameDuckProcess.NOT_NEEDED);
		try (ChildJvm leaving = ChildJvm.start(HandoverApplication.class, classPath, Map.of(), arguments);
				ChildJvm staying = ChildJvm.start(HandoverApplication.class, classPath, Map.of(), arguments);
				Load load = new Load(topic)) {
			int port = Integer.parseInt(leaving.awaitLine("^main port (\\d+)$"));
			// both have some of them
			await().atMost(Duration.ofSeconds(90)).pollInterval(Duration.ofMillis(500)).until(() -> {
				List<Got> ofTheOther = got(staying);
				return !got(leaving).isEmpty() && !ofTheOther.isEmpty()
						&& load.sent - ofTheOther.size() - got(leaving).size() < PER_SECOND;
			});
			await().atMost(Duration.ofSeconds(30)).until(() -> HttpConnection.get(port, "/hello").status() == 200);
			if (!List.of(properties).contains("--probity.enabled=false")) {
				await().atMost(Duration.ofSeconds(30)).until(() -> HttpConnection.get(port, "/readyz").status() == 200);
			}
			TimeUnit.SECONDS.sleep(1);
			long signalled = System.currentTimeMillis();
			leaving.terminate();
			int served = 0;
			if (properties.length == 2) {
				leaving.awaitLine("listeners have stopped");
				served = HttpConnection.get(port, "/hello").status();
			}
			assertThat(leaving.awaitExit()).isEqualTo(143);
			await().atMost(Duration.ofSeconds(30)).until(() -> partitionsSince(staying, signalled) == PARTITIONS);
			load.stop();
			await().atMost(Duration.ofSeconds(60)).until(() -> distinct(leaving, staying) == load.sent);
			return Handover.of(got(leaving), got(staying), signalled, load.sent, served);
		}
	}

	private static List<Got> got(ChildJvm child) {
		return GOT.matcher(child.output())
			.results()
			.map((line) -> new Got(Integer.parseInt(line.group(1)), Integer.parseInt(line.group(2)),
					Long.parseLong(line.group(3))))
			.toList();
	}

	private static long partitionsSince(ChildJvm child, long time) {
		return got(child).stream().filter((got) -> got.at() > time).map(Got::partition).distinct().count();
	}

	private static long distinct(ChildJvm... children) {
		return Stream.of(children).flatMap((child) -> got(child).stream()).map(Got::record).distinct().count();
	}

	private record Got(int partition, int record, long at) {

	}

	/**
	 * What has come of it.
	 *
	 * @param waited how long the last of the partitions has waited until the other
	 * instance went on with it
	 */
	private record Handover(Duration waited, long twice, long lost, int served) {

		static Handover of(List<Got> leaving, List<Got> staying, long signalled, int sent, int served) {
			long waited = 0;
			for (int partition = 0; partition < PARTITIONS; partition++) {
				if (last(leaving, partition, signalled) > last(staying, partition, signalled)) {
					waited = Math.max(waited, first(staying, partition, signalled) - signalled);
				}
			}
			List<Integer> all = Stream.concat(leaving.stream(), staying.stream()).map(Got::record).toList();
			long distinct = all.stream().distinct().count();
			return new Handover(Duration.ofMillis(waited), all.size() - distinct, sent - distinct, served);
		}

		private static long last(List<Got> got, int partition, long until) {
			return times(got, partition).filter((at) -> at <= until).max().orElse(0);
		}

		private static long first(List<Got> got, int partition, long from) {
			return times(got, partition).filter((at) -> at > from).min().orElse(Long.MAX_VALUE);
		}

		private static LongStream times(List<Got> got, int partition) {
			return got.stream().filter((each) -> each.partition() == partition).mapToLong(Got::at);
		}

		String row(String name) {
			return "| %s | %.1f s | %d | %d |".formatted(name, this.waited.toMillis() / 1000.0, this.twice, this.lost);
		}

	}

	private static final class Load implements AutoCloseable {

		private final KafkaProducer<String, String> producer = new KafkaProducer<>(
				Map.of("bootstrap.servers", KafkaServer.get().address()), new StringSerializer(),
				new StringSerializer());

		private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

		private final String topic;

		private volatile int sent;

		Load(String topic) {
			this.topic = topic;
			this.timer.scheduleAtFixedRate(this::send, 0, 1_000_000_000L / PER_SECOND, TimeUnit.NANOSECONDS);
		}

		private void send() {
			this.producer
				.send(new ProducerRecord<>(this.topic, this.sent % PARTITIONS, null, String.valueOf(this.sent)));
			this.sent = this.sent + 1;
		}

		void stop() throws InterruptedException {
			this.timer.shutdown();
			this.timer.awaitTermination(10, TimeUnit.SECONDS);
			this.producer.flush();
		}

		@Override
		public void close() {
			this.timer.shutdownNow();
			this.producer.close();
		}

	}

}
