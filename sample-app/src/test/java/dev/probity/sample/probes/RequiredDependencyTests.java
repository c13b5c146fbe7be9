package dev.probity.sample.probes;

import java.time.Duration;

import dev.probity.sample.localservices.SharedServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * One property makes Redis or Kafka required: without it the instance is not ready.
 */
class RequiredDependencyTests {

	private static final Duration LASTING = Duration.ofSeconds(1);

	private static RunningApplication application;

	@BeforeAll
	static void start() {
		application = RunningApplication.with("probity.checks.redis.criticality=required",
				"probity.checks.kafka.criticality=required", "probity.defaults.interval=1s",
				"probity.defaults.retry-interval=200ms", "probity.defaults.timeout=500ms");
	}

	@AfterAll
	static void close() {
		SharedServer.healAll();
		application.close();
	}

	@Test
	void aRequiredRedisThatHangs() throws Exception {
		Outage
			.observe(application, Dependency.REDIS.required(), SharedServer.REDIS.proxy()::hang, LASTING,
					SharedServer.REDIS.proxy()::heal)
			.hasToldTheTruth();
	}

	@Test
	void aRequiredKafkaThatRefuses() throws Exception {
		Outage
			.observe(application, Dependency.KAFKA.required(), SharedServer.KAFKA.proxy()::refuse, LASTING,
					SharedServer.KAFKA.proxy()::heal)
			.hasToldTheTruth();
	}

}
