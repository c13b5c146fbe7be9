package dev.probity.sample.probes;

import java.time.Duration;

import dev.probity.sample.localservices.SharedServer;
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
		SharedServer.POSTGRES.proxy().heal();
		application.close();
	}

	@Test
	void probesAnswerAndTellTheTruth() throws Exception {
		Outage
			.observe(application, Dependency.DATABASE, SharedServer.POSTGRES.proxy()::hang, Duration.ofSeconds(3),
					SharedServer.POSTGRES.proxy()::heal)
			.hasToldTheTruth();
	}

}
