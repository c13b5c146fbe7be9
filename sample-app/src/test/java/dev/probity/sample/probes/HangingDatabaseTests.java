package dev.probity.sample.probes;

import java.time.Duration;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The promise, end to end: the probes of an application that is configured like any other
 * while its database hangs.
 */
class HangingDatabaseTests {

	private static RunningApplication application;

	@BeforeAll
	static void start() {
		application = RunningApplication.with();
	}

	@AfterAll
	static void close() {
		application.proxy().heal();
		application.close();
	}

	@Test
	void probesAnswerAndTellTheTruth() throws Exception {
		Outage.observe(application, application.proxy()::hang, Duration.ofSeconds(3), application.proxy()::heal)
			.hasToldTheTruth();
	}

}
