package dev.probity.sample.probes;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

import dev.probity.engine.CheckMonitor;
import dev.probity.fixture.FrozenProcess;
import dev.probity.probe.ProbeStatus;
import dev.probity.sample.SampleApplication;
import dev.probity.sample.localservices.SharedServer;
import dev.probity.test.fault.Faults;
import dev.probity.test.fault.ProbityFaults;
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
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A freeze of 200 ms, with a check that meets every one of them and takes a single
 * failure for the truth.
 */
@SpringBootTest(classes = SampleApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { RunningApplication.LITTLE_TO_WARM_UP, "probity.checks.db.interval=50ms",
				"probity.checks.db.retry-interval=50ms", "probity.checks.db.timeout=2s",
				"probity.checks.db.failure-threshold=1" })
@ProbityFaults
@DirtiesContext
class BriefFreezeTests {

	private static final int FREEZES = 5;

	@LocalServerPort
	private int port;

	@Autowired
	private CheckMonitor checks;

	@Test
	void aSilentNetworkFlipsNothing(@Autowired Faults faults) {
		assertThatNothingFlips(() -> {
			faults.db().hang();
			return faults.db()::heal;
		});
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void frozenProcessesFlipNothing() {
		assertThatNothingFlips(() -> FrozenProcess.freezeWithChildren(SharedServer.POSTGRES.process())::close);
	}

	private void assertThatNothingFlips(Freezer freezer) {
		assertThatReadiness(this.port).comesBackWithin(Duration.ofSeconds(30));
		assertThatReadiness(this.port).answersDuring(
				() -> assertThatLiveness(this.port).neverFailedDuring(() -> freeze(freezer)), ProbeStatus.UP);
	}

	private void freeze(Freezer freezer) throws InterruptedException {
		for (int i = 1; i <= FREEZES; i++) {
			Runnable thaw = freezer.freeze();
			try {
				// the length of the freeze, not a way to wait for something
				TimeUnit.MILLISECONDS.sleep(200);
				assertThat(this.checks.snapshot("db").lastRun().at()).as("last result, check is inside")
					.isBefore(Instant.now().minusMillis(100));
			}
			finally {
				thaw.run();
			}
			TimeUnit.MILLISECONDS.sleep(300);
		}
	}

	/**
	 * Stops a server, and returns what lets it go on.
	 */
	@FunctionalInterface
	private interface Freezer {

		Runnable freeze();

	}

}
