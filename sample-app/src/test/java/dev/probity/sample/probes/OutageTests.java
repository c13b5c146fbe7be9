package dev.probity.sample.probes;

import java.time.Duration;

import dev.probity.sample.localservices.SharedServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * Outages of other kinds, with checks that hurry.
 */
class OutageTests {

	private static final Duration LASTING = Duration.ofSeconds(2);

	private static RunningApplication application;

	@BeforeAll
	static void start() {
		application = RunningApplication.with("probity.defaults.interval=1s", "probity.defaults.retry-interval=200ms",
				"probity.defaults.timeout=500ms");
	}

	@AfterAll
	static void close() {
		SharedServer.POSTGRES.proxy().heal();
		application.close();
	}

	@Test
	void aDatabaseThatRefuses() throws Exception {
		Outage
			.observe(application, Dependency.DATABASE, SharedServer.POSTGRES.proxy()::refuse, LASTING,
					SharedServer.POSTGRES.proxy()::heal)
			.hasToldTheTruth();
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void aDatabaseWhoseProcessesAreFrozen() throws Exception {
		ServerProcesses server = ServerProcesses.of(SharedServer.POSTGRES.process());
		Outage.observe(application, Dependency.DATABASE, server::stop, LASTING, server::goOn).hasToldTheTruth();
	}

}
