package dev.probity.worker;

import java.time.Duration;
import java.util.Map;

import dev.probity.fixture.FrozenProcess;
import dev.probity.fixture.KafkaServer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application without a web server has all its probes, on the probe port.
 */
@Timeout(180)
class WorkerProbesTests {

	// what the defaults promise, and time for the machine
	private static final Duration WITHIN_THE_BOUND = Duration.ofSeconds(20);

	// 128 + SIGTERM
	private static final int TERMINATED = 143;

	@Test
	void aKafkaThatHangsFailsReadinessAloneAndAWorkerThatIsToldToEndSaysSoToTheLast() {
		try (WorkerProcess worker = WorkerProcess.start(WorkerApplication.class)) {
			assertThat(worker.status("/livez")).isEqualTo(200);
			assertThat(worker.status("/readyz")).isEqualTo(503);
			worker.awaitStatus("/startupz", 200, Duration.ofSeconds(60));
			worker.awaitStatus("/readyz", 200, Duration.ofSeconds(60));
			try (FrozenProcess frozen = KafkaServer.get().freeze()) {
				worker.awaitStatus("/readyz", 503, WITHIN_THE_BOUND);
				assertThat(worker.status("/livez")).isEqualTo(200);
				assertThat(worker.status("/startupz")).isEqualTo(200);
			}
			worker.awaitStatus("/readyz", 200, Duration.ofSeconds(30));
			send("large");
			worker.jvm().awaitLine("Packing large");
			staysNotReadyAndAliveUntilItsEnd(worker);
		}
	}

	/**
	 * The listener finishes its record, and nothing else is waited for.
	 */
	private static void staysNotReadyAndAliveUntilItsEnd(WorkerProcess worker) {
		worker.jvm().terminate();
		worker.awaitStatus("/readyz", 503, Duration.ofSeconds(5));
		long lastAnswer = System.nanoTime();
		int answers = 0;
		for (Integer readiness = 503; readiness != null; readiness = worker.statusIfAlive("/readyz")) {
			assertThat(readiness).isEqualTo(503);
			Integer liveness = worker.statusIfAlive("/livez");
			if (liveness != null) {
				assertThat(liveness).isEqualTo(200);
				lastAnswer = System.nanoTime();
				answers++;
			}
		}
		assertThat(worker.jvm().awaitExit()).isEqualTo(TERMINATED);
		assertThat(Duration.ofNanos(System.nanoTime() - lastAnswer)).isLessThan(Duration.ofSeconds(1));
		assertThat(answers).as("answers until the end").isGreaterThan(10);
		assertThat(worker.jvm().output()).doesNotContain("Lame duck:");
	}

	@Test
	void aDeadlockFailsLivenessAlone() {
		try (WorkerProcess worker = WorkerProcess.start(WorkerApplication.class)) {
			worker.awaitStatus("/readyz", 200, Duration.ofSeconds(60));
			send("deadlock");
			worker.awaitStatus("/livez", 503, Duration.ofSeconds(60));
			assertThat(worker.status("/readyz")).isEqualTo(200);
		}
	}

	@Test
	void aJobThatIsDoneEndsAtOnce() {
		try (WorkerProcess job = WorkerProcess.start(Job.class)) {
			job.jvm().awaitLine("^done$");
			long done = System.nanoTime();
			assertThat(job.jvm().awaitExit()).isZero();
			assertThat(Duration.ofNanos(System.nanoTime() - done)).isLessThan(Duration.ofSeconds(5));
		}
	}

	private static void send(String parcel) {
		try (KafkaProducer<String, String> producer = new KafkaProducer<>(
				Map.of("bootstrap.servers", KafkaServer.get().address()), new StringSerializer(),
				new StringSerializer())) {
			producer.send(new ProducerRecord<>("parcels", parcel));
		}
	}

}
