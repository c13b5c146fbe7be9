package dev.probity.sample.probes;

import java.time.Duration;

import dev.probity.sample.localservices.SharedServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * Outages of what the application can do without: readiness is degraded, and the instance
 * stays.
 */
class OptionalDependencyTests {

	private static final Duration LASTING = Duration.ofSeconds(1);

	private static RunningApplication application;

	@BeforeAll
	static void start() {
		application = RunningApplication.with("probity.defaults.interval=1s", "probity.defaults.retry-interval=200ms",
				"probity.defaults.timeout=500ms");
	}

	@AfterAll
	static void close() {
		SharedServer.healAll();
		application.close();
	}

	@Test
	void aRedisThatHangs() throws Exception {
		observe(Dependency.REDIS, SharedServer.REDIS.proxy()::hang, SharedServer.REDIS.proxy()::heal);
	}

	@Test
	void aRedisThatRefuses() throws Exception {
		observe(Dependency.REDIS, SharedServer.REDIS.proxy()::refuse, SharedServer.REDIS.proxy()::heal);
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void aRedisWhoseProcessIsFrozen() throws Exception {
		ServerProcesses server = ServerProcesses.of(SharedServer.REDIS.process());
		observe(Dependency.REDIS, server::stop, server::goOn);
	}

	@Test
	void aKafkaThatHangs() throws Exception {
		observe(Dependency.KAFKA, SharedServer.KAFKA.proxy()::hang, SharedServer.KAFKA.proxy()::heal);
	}

	@Test
	void aKafkaThatRefuses() throws Exception {
		observe(Dependency.KAFKA, SharedServer.KAFKA.proxy()::refuse, SharedServer.KAFKA.proxy()::heal);
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void aKafkaWhoseProcessIsFrozen() throws Exception {
		ServerProcesses server = ServerProcesses.alone(SharedServer.KAFKA.process());
		observe(Dependency.KAFKA, server::stop, server::goOn);
	}

	private static void observe(Dependency dependency, Outage.Fault fault, Outage.Fault remedy) throws Exception {
		Outage.observe(application, dependency, fault, LASTING, remedy).hasToldTheTruth();
	}

}
