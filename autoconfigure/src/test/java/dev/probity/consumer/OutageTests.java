package dev.probity.consumer;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.probity.consumer.OutageApplication.Writer;
import dev.probity.fixture.FrozenProcess;
import dev.probity.fixture.KafkaServer;
import dev.probity.fixture.OwnPostgres;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A database that hangs while records come that need it: the same application with
 * Probity and without, at the same time. <code>-Dprobity.outage=60s</code> has it hang as
 * long as that, and prints the table of docs/consumers.md.
 */
@Timeout(300)
class OutageTests {

	private static final int PER_SECOND = 200;

	private static final int KEYS = 40;

	// what comes in half a second is always under way
	private static final long CAUGHT_UP = PER_SECOND / 2;

	private static final Duration OUTAGE = duration(System.getProperty("probity.outage", "7s"));

	private static Duration duration(String text) {
		return DurationStyle.detectAndParse(text);
	}

	@Test
	void noRecordOfAnOutageGoesToTheDeadLetterTopicIsLostOrComesOutOfOrder() throws Exception {
		boolean brief = OUTAGE.compareTo(Duration.ofSeconds(10)) < 0;
		try (OwnPostgres postgres = OwnPostgres.start();
				Run stock = new Run("stock", postgres, "--probity.enabled=false");
				Run probity = new Run("Probity", postgres, "--probity.consumers.orders.needs=db",
						"--probity.consumers.all.resume-within=" + (brief ? "1s" : "10s"))) {
			try (Load load = new Load(stock, probity)) {
				await().atMost(Duration.ofSeconds(60))
					.untilAsserted(
							() -> assertThat(List.of(stock.lag(), probity.lag())).allMatch((lag) -> lag < CAUGHT_UP));
				TimeUnit.SECONDS.sleep(brief ? 1 : 5);
				try (FrozenProcess frozen = postgres.freeze()) {
					TimeUnit.NANOSECONDS.sleep(OUTAGE.toNanos());
				}
				long healed = System.nanoTime();
				for (Run run : List.of(stock, probity)) {
					run.workedOff = null;
				}
				await().atMost(Duration.ofSeconds(150)).pollInterval(Duration.ofMillis(100)).until(() -> {
					for (Run run : List.of(stock, probity)) {
						if (run.workedOff == null && run.lag() < CAUGHT_UP) {
							run.workedOff = Duration.ofNanos(System.nanoTime() - healed);
						}
					}
					return stock.workedOff != null && probity.workedOff != null;
				});
				load.stop();
				await().atMost(Duration.ofSeconds(60)).until(() -> stock.lag() <= 0 && probity.lag() <= 0);
			}
			Result without = stock.result();
			Result with = probity.result();
			System.out.println(Result.table(OUTAGE, without, with));
			assertThat(with.deadLetters()).as("in the dead-letter topic with Probity").isZero();
			assertThat(with.lost()).as("lost with Probity").isZero();
			assertThat(with.outOfOrder()).as("out of order with Probity").isZero();
			assertThat(with.twice()).as("one may have been under way in each consumer")
				.isLessThanOrEqualTo(OutageApplication.CONSUMERS);
			assertThat(without.deadLetters()).as("in the dead-letter topic without Probity").isPositive();
			assertThat(with.errors()).as("errors with Probity").isLessThan(without.errors());
		}
	}

	/**
	 * One application that gets the same records as the other.
	 */
	private static final class Run implements AutoCloseable {

		private final String name;

		private final String topic = UUID.randomUUID().toString();

		private final OwnPostgres postgres;

		private final ConfigurableApplicationContext context;

		private final KafkaConsumer<String, String> offsets;

		private final List<String> sent = new ArrayList<>();

		private Duration workedOff = Duration.ZERO;

		Run(String name, OwnPostgres postgres, String... properties) {
			this.name = name;
			this.postgres = postgres;
			this.offsets = new KafkaConsumer<>(
					Map.of("bootstrap.servers", KafkaServer.get().address(), "group.id", this.topic),
					new StringDeserializer(), new StringDeserializer());
			SpringApplication application = new SpringApplicationBuilder(OutageApplication.class)
				.web(WebApplicationType.NONE)
				.bannerMode(Banner.Mode.OFF)
				.registerShutdownHook(false)
				.build();
			this.context = application.run(Stream.concat(
					Stream.of("--topic=" + this.topic, "--spring.datasource.url=" + postgres.url() + "&socketTimeout=2",
							"--spring.datasource.username=postgres",
							"--spring.datasource.hikari.connection-timeout=250",
							"--spring.datasource.hikari.maximum-pool-size=5",
							"--spring.kafka.bootstrap-servers=" + KafkaServer.get().address(),
							"--spring.kafka.consumer.group-id=" + this.topic,
							"--spring.kafka.consumer.auto-offset-reset=earliest", "--logging.level.root=error",
							"--logging.level.org.springframework.kafka=off", "--probity.checks.db.interval=500ms",
							"--probity.checks.db.timeout=500ms", "--probity.checks.db.retry-interval=200ms",
							"--probity.adopt.enabled=false", "--spring.main.lazy-initialization=false"),
					Stream.of(properties))
				.toArray(String[]::new));
		}

		/**
		 * How many of those that have been sent nobody has written down yet, and that are
		 * not among the dead letters.
		 */
		long lag() {
			List<TopicPartition> partitions = partitions(this.topic);
			long committed = this.offsets.committed(new HashSet<>(partitions))
				.values()
				.stream()
				.mapToLong((offset) -> (offset != null) ? offset.offset() : 0)
				.sum();
			return ends(this.topic) - committed;
		}

		private long ends(String topic) {
			return this.offsets.endOffsets(partitions(topic)).values().stream().mapToLong(Long::longValue).sum();
		}

		private static List<TopicPartition> partitions(String topic) {
			return IntStream.range(0, OutageApplication.CONSUMERS)
				.mapToObj((partition) -> new TopicPartition(topic, partition))
				.toList();
		}

		private List<String> deadLetters() {
			List<String> entries = new ArrayList<>();
			this.offsets.assign(partitions(this.topic + "-dlt"));
			this.offsets.seekToBeginning(List.of());
			while (entries.size() < ends(this.topic + "-dlt")) {
				this.offsets.poll(Duration.ofMillis(100)).forEach((entry) -> entries.add(entry.value()));
			}
			return entries;
		}

		Result result() throws SQLException {
			List<String> written = new ArrayList<>();
			try (Connection connection = DriverManager.getConnection(this.postgres.url(), "postgres", "");
					Statement statement = connection.createStatement();
					ResultSet rows = statement
						.executeQuery("select entry from \"%s\" order by at".formatted(this.topic))) {
				while (rows.next()) {
					written.add(rows.getString(1));
				}
			}
			List<String> deadLetters = deadLetters();
			Set<String> once = new HashSet<>();
			Map<String, Integer> last = new HashMap<>();
			int outOfOrder = 0;
			for (String entry : written) {
				String[] parts = entry.split(":");
				int number = Integer.parseInt(parts[1]);
				if (once.add(entry)) {
					Integer before = last.put(parts[0], number);
					outOfOrder += (before != null && before > number) ? 1 : 0;
				}
			}
			int twice = written.size() - once.size();
			once.addAll(deadLetters);
			long lost = this.sent.size() - once.size();
			return new Result(this.name, this.sent.size(), deadLetters.size(), this.context.getBean(Writer.class).errors(),
					outOfOrder, twice, lost, this.workedOff);
		}

		@Override
		public void close() {
			this.context.close();
			this.offsets.close();
		}

	}

	/**
	 * The same number of records a second for each application.
	 */
	private static final class Load implements AutoCloseable {

		private final KafkaProducer<String, String> producer = new KafkaProducer<>(
				Map.of("bootstrap.servers", KafkaServer.get().address()), new StringSerializer(),
				new StringSerializer());

		private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

		private final List<Run> runs;

		private int number;

		Load(Run... runs) {
			this.runs = List.of(runs);
			this.timer.scheduleAtFixedRate(this::send, 0, 1_000_000_000L / PER_SECOND, TimeUnit.NANOSECONDS);
		}

		private void send() {
			String key = String.valueOf(this.number % KEYS);
			String entry = key + ":" + this.number++;
			for (Run run : this.runs) {
				run.sent.add(entry);
				this.producer.send(new ProducerRecord<>(run.topic, key, entry));
			}
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

	private record Result(String name, int sent, long deadLetters, int errors, int outOfOrder, int twice, long lost,
			Duration workedOff) {

		static String table(Duration outage, Result... results) {
			StringBuilder table = new StringBuilder();
			table.append("| PostgreSQL hangs for %ds under %d records a second | %s | %s |%n"
				.formatted(outage.toSeconds(), PER_SECOND, results[0].name, results[1].name));
			table.append("| --- | --- | --- |%n".formatted());
			Map<String, Function<Result, Object>> rows = new LinkedHashMap<>();
			rows.put("records sent", Result::sent);
			rows.put("in the dead-letter topic", Result::deadLetters);
			rows.put("errors of the listener", Result::errors);
			rows.put("out of order", Result::outOfOrder);
			rows.put("processed twice", Result::twice);
			rows.put("lost", Result::lost);
			rows.put("seconds until the lag is worked off",
					(result) -> "%.1f".formatted(result.workedOff.toMillis() / 1000.0));
			rows.forEach((row, value) -> table
				.append("| %s | %s | %s |%n".formatted(row, value.apply(results[0]), value.apply(results[1]))));
			return table.toString();
		}

	}

}
