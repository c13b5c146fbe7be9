package dev.probity.sample.probes;

import java.time.Duration;

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
		application.proxy().heal();
		application.close();
	}

	@Test
	void aDatabaseThatRefuses() throws Exception {
		Outage.observe(application, application.proxy()::refuse, LASTING, application.proxy()::heal).hasToldTheTruth();
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void aDatabaseWhoseProcessesAreFrozen() throws Exception {
		ServerProcesses server = application.server();
		Outage.observe(application, server::stop, LASTING, server::goOn).hasToldTheTruth();
	}

}
