package dev.probity.sample.probes;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

import dev.probity.sample.localservices.SharedServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A freeze of 200 ms, with a check that meets every one of them and takes a single
 * failure for the truth.
 */
class BriefFreezeTests {

	private static final int FREEZES = 5;

	private static RunningApplication application;

	@BeforeAll
	static void start() {
		application = RunningApplication.with("probity.defaults.interval=50ms", "probity.defaults.retry-interval=50ms",
				"probity.defaults.timeout=2s", "probity.defaults.failure-threshold=1");
	}

	@AfterAll
	static void close() {
		SharedServer.POSTGRES.proxy().heal();
		application.close();
	}

	@Test
	void aSilentNetworkFlipsNothing() throws Exception {
		assertThatNothingFlips(SharedServer.POSTGRES.proxy()::hang, SharedServer.POSTGRES.proxy()::heal);
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void frozenProcessesFlipNothing() throws Exception {
		ServerProcesses server = ServerProcesses.of(SharedServer.POSTGRES.process());
		assertThatNothingFlips(server::stop, server::goOn);
	}

	private static void assertThatNothingFlips(Outage.Fault freeze, Outage.Fault thaw) throws Exception {
		try (Observation observation = Observation.ofReady(application)) {
			for (int i = 1; i <= FREEZES; i++) {
				observation.mark("freeze " + i);
				freeze.happen();
				try {
					// the length of the freeze, not a way to wait for something
					TimeUnit.MILLISECONDS.sleep(200);
					assertThat(application.check("db").lastRun().at()).as("last result, check is inside")
						.isBefore(Instant.now().minusMillis(100));
				}
				finally {
					thaw.happen();
				}
				observation.lookFor(Duration.ofMillis(300));
			}
			for (String path : Observation.PATHS) {
				assertThat(observation.timeline().statuses(path)).as("%s, %s", path, observation.timeline())
					.containsExactly(200);
			}
		}
	}

}
