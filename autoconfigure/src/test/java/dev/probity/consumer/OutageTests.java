package dev.probity.consumer;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import dev.probity.fixture.FrozenProcess;
import dev.probity.fixture.OneAtATime;
import dev.probity.fixture.OwnPostgres;
import dev.probity.fixture.RabbitServer;
import org.apache.activemq.broker.BrokerService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

import org.springframework.boot.convert.DurationStyle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

/**
 * A database that hangs while records come that need it: the same application with
 * Probity and without, at the same time. <code>-Dprobity.outage=60s</code> has it hang as
 * long as that; the tables are those of docs/consumers.md. It hangs on until the one
 * without has its first dead letter, however slow this machine is.
 */
@OneAtATime
@Timeout(400)
class OutageTests {

	private static final int KEYS = 40;

	// what comes in half a second is always under way
	private static final Duration OUTAGE = DurationStyle.detectAndParse(System.getProperty("probity.outage", "9s"));

	private static final boolean BRIEF = OUTAGE.compareTo(Duration.ofSeconds(30)) < 0;

	// what a machine that runs other tests beside this one can work off
	private static final int PER_SECOND = BRIEF ? 50 : 200;

	private static final long CAUGHT_UP = PER_SECOND / 2;

	private static final String STOCK = "--probity.enabled=false";

	private static final String NEEDS = "--probity.consumers.orders.needs=db";

	private static final String RESUME = "--probity.consumers.all.resume-within=" + (BRIEF ? "1s" : "10s");

	@Test
	void noRecordOfKafkaBecomesADeadLetterIsLostOrComesOutOfOrder() throws Exception {
		try (OwnPostgres postgres = OwnPostgres.start();
				OutageRun stock = new KafkaOutageRun("stock", postgres, STOCK);
				OutageRun probity = new KafkaOutageRun("Probity", postgres, NEEDS, RESUME)) {
			outage("Kafka", postgres, stock, probity, KafkaOutageApplication.CONSUMERS);
		}
	}

	@Test
	void noMessageOfRabbitMqBecomesADeadLetterIsLostOrComesOutOfOrder() throws Exception {
		assumeThat(RabbitServer.isInstalled()).as("RabbitMQ is installed (apt-get install rabbitmq-server)").isTrue();
		try (OwnPostgres postgres = OwnPostgres.start();
				OutageRun stock = new RabbitOutageRun("stock", postgres, STOCK);
				OutageRun probity = new RabbitOutageRun("Probity", postgres, NEEDS, RESUME)) {
			outage("RabbitMQ", postgres, stock, probity, 1);
		}
	}

	/**
	 * In the long form only: what holds and resumes its listeners is what holds those of
	 * RabbitMQ.
	 */
	@Test
	@EnabledIfSystemProperty(named = "probity.outage", matches = ".+")
	void noMessageOfJmsBecomesADeadLetterIsLostOrComesOutOfOrder() throws Exception {
		BrokerService broker = JmsOutageRun.broker();
		try (OwnPostgres postgres = OwnPostgres.start();
				OutageRun stock = new JmsOutageRun("stock", postgres, broker, STOCK);
				OutageRun probity = new JmsOutageRun("Probity", postgres, broker, NEEDS, RESUME)) {
			outage("JMS (ActiveMQ)", postgres, stock, probity, 1);
		}
		finally {
			broker.stop();
		}
	}

	private static void outage(String broker, OwnPostgres postgres, OutageRun stock, OutageRun probity, int consumers)
			throws Exception {
		try (Load load = new Load(stock, probity)) {
			await().atMost(Duration.ofSeconds(60))
				.untilAsserted(
						() -> assertThat(List.of(stock.lag(), probity.lag())).allMatch((lag) -> lag < CAUGHT_UP));
			TimeUnit.SECONDS.sleep(BRIEF ? 1 : 5);
			try (FrozenProcess frozen = postgres.freeze()) {
				TimeUnit.NANOSECONDS.sleep(OUTAGE.toNanos());
				await().atMost(Duration.ofSeconds(60))
					.untilAsserted(() -> assertThat(stock.hasDeadLetters())
						.as("dead letters without Probity, of which %d attempts have failed", stock.errors())
						.isTrue());
			}
			long healed = System.nanoTime();
			await().atMost(Duration.ofSeconds(150)).pollInterval(Duration.ofMillis(100)).until(() -> {
				for (OutageRun run : List.of(stock, probity)) {
					if (run.workedOff == null && run.lag() < CAUGHT_UP) {
						run.workedOff = Duration.ofNanos(System.nanoTime() - healed);
					}
				}
				return stock.workedOff != null && probity.workedOff != null;
			});
			load.stop();
			await().atMost(Duration.ofSeconds(60)).until(() -> stock.lag() <= 0 && probity.lag() <= 0);
		}
		verify(broker, stock.result(), probity.result(), consumers);
	}

	private static void verify(String broker, OutageResult stock, OutageResult probity, int consumers) {
		System.out.println(OutageResult.table("%s: PostgreSQL hangs for %ds under %d records a second".formatted(broker,
				OUTAGE.toSeconds(), PER_SECOND), stock, probity));
		assertThat(probity.deadLetters()).as("dead letters with Probity").isZero();
		assertThat(probity.lost()).as("lost with Probity").isZero();
		assertThat(probity.outOfOrder()).as("out of order with Probity").isZero();
		assertThat(probity.twice()).as("one may have been under way in each consumer").isLessThanOrEqualTo(consumers);
		assertThat(probity.errors()).as("errors with Probity").isLessThan(stock.errors());
	}

	/**
	 * The same number of records a second for each application.
	 */
	private static final class Load implements AutoCloseable {

		private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

		private final List<OutageRun> runs;

		private int number;

		Load(OutageRun... runs) {
			this.runs = List.of(runs);
			this.timer.scheduleAtFixedRate(this::send, 0, 1_000_000_000L / PER_SECOND, TimeUnit.NANOSECONDS);
		}

		private void send() {
			String key = String.valueOf(this.number % KEYS);
			String entry = key + ":" + this.number++;
			this.runs.forEach((run) -> run.send(key, entry));
		}

		void stop() throws InterruptedException {
			this.timer.shutdown();
			this.timer.awaitTermination(10, TimeUnit.SECONDS);
			// what has been sent may be on its way
			TimeUnit.MILLISECONDS.sleep(500);
		}

		@Override
		public void close() {
			this.timer.shutdownNow();
		}

	}

}
