package dev.probity.sample.probes;

import java.time.Duration;
import java.util.function.Supplier;

import dev.probity.fixture.FrozenProcess;
import dev.probity.probe.ProbeStatus;
import dev.probity.sample.SampleApplication;
import dev.probity.sample.localservices.SharedServer;
import dev.probity.test.fault.Bounds;
import dev.probity.test.fault.Faults;
import dev.probity.test.fault.ProbityFaults;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;

import static dev.probity.test.fault.ProbeAssertions.assertThatLiveness;
import static dev.probity.test.fault.ProbeAssertions.assertThatReadiness;
import static dev.probity.test.fault.ProbeAssertions.assertThatStartup;

/**
 * Each server fails in each way, while the application serves: readiness says so in time,
 * once, and nothing else does.
 */
@SpringBootTest(classes = SampleApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { RunningApplication.LITTLE_TO_WARM_UP, "probity.defaults.interval=1s",
				"probity.defaults.retry-interval=200ms", "probity.defaults.timeout=500ms" })
@ProbityFaults
@DirtiesContext
class OutageTests {

	@Autowired
	private Faults faults;

	@LocalServerPort
	private int port;

	@BeforeEach
	void ready() {
		assertThatReadiness(this.port).comesBackWithin(Duration.ofSeconds(30));
	}

	@Test
	void aDatabaseThatHangs() {
		takesOut("db", this.faults.db()::hang, this.faults.db()::heal);
	}

	@Test
	void aDatabaseThatRefuses() {
		takesOut("db", this.faults.db()::refuse, this.faults.db()::heal);
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void aDatabaseWhoseProcessesAreFrozen() {
		Frozen postgres = new Frozen(() -> FrozenProcess.freezeWithChildren(SharedServer.POSTGRES.process()));
		takesOut("db", postgres::stop, postgres::goOn);
	}

	@Test
	void aRedisThatHangs() {
		degrades("redis", this.faults.redis()::hang, this.faults.redis()::heal);
	}

	@Test
	void aRedisThatRefuses() {
		degrades("redis", this.faults.redis()::refuse, this.faults.redis()::heal);
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void aRedisWhoseProcessIsFrozen() {
		Frozen redis = new Frozen(() -> FrozenProcess.freezeWithChildren(SharedServer.REDIS.process()));
		degrades("redis", redis::stop, redis::goOn);
	}

	@Test
	void aKafkaThatHangs() {
		degrades("kafka", this.faults.kafka()::hang, this.faults.kafka()::heal);
	}

	@Test
	void aKafkaThatRefuses() {
		degrades("kafka", this.faults.kafka()::refuse, this.faults.kafka()::heal);
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void aKafkaWhoseProcessIsFrozen() {
		// its children are the other servers
		Frozen kafka = new Frozen(() -> FrozenProcess.freeze(SharedServer.KAFKA.process()));
		degrades("kafka", kafka::stop, kafka::goOn);
	}

	private void takesOut(String check, ThrowingCallable fault, ThrowingCallable remedy) {
		outage(ProbeStatus.DOWN, () -> {
			fault.call();
			try {
				assertThatReadiness(this.port).goesDownWithin(Bounds.worstCase(check));
			}
			finally {
				remedy.call();
			}
			assertThatReadiness(this.port).comesBackWithin(Bounds.recovery(check));
		});
	}

	private void degrades(String check, ThrowingCallable fault, ThrowingCallable remedy) {
		outage(ProbeStatus.DEGRADED, () -> {
			fault.call();
			try {
				assertThatReadiness(this.port).degradesWithin(Bounds.worstCase(check));
			}
			finally {
				remedy.call();
			}
			assertThatReadiness(this.port).comesBackWithin(Bounds.recovery(check));
		});
	}

	/**
	 * Nothing flaps, and nobody is restarted.
	 */
	private void outage(ProbeStatus meanwhile, ThrowingCallable events) {
		assertThatReadiness(this.port).answersDuring(
				() -> assertThatLiveness(this.port)
					.neverFailedDuring(() -> assertThatStartup(this.port).neverFailedDuring(events)),
				ProbeStatus.UP, meanwhile, ProbeStatus.UP);
	}

	/**
	 * Processes that are stopped for a while.
	 */
	private static final class Frozen {

		private final Supplier<FrozenProcess> freezer;

		private FrozenProcess process;

		private Frozen(Supplier<FrozenProcess> freezer) {
			this.freezer = freezer;
		}

		private void stop() {
			this.process = this.freezer.get();
		}

		private void goOn() {
			this.process.close();
		}

	}

}
