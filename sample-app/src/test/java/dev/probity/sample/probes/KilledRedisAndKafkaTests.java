package dev.probity.sample.probes;

import java.nio.file.Path;
import java.time.Duration;

import dev.probity.sample.localservices.OwnKafka;
import dev.probity.sample.localservices.OwnRedis;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * A Redis and a Kafka that are killed and started again. They are some of the test's own:
 * the shared ones stay alive for other tests.
 */
@DisabledOnOs(OS.WINDOWS)
class KilledRedisAndKafkaTests {

	private static final Duration LASTING = Duration.ofSeconds(1);

	private static OwnRedis redis;

	private static OwnKafka kafka;

	private static RunningApplication application;

	@BeforeAll
	static void start(@TempDir Path folder) throws Exception {
		redis = OwnRedis.start(folder.resolve("redis"));
		kafka = OwnKafka.start(folder.resolve("kafka"));
		application = RunningApplication.with("spring.data.redis.port=" + redis.port(),
				"spring.kafka.bootstrap-servers=" + kafka.address(), "probity.defaults.interval=1s",
				"probity.defaults.retry-interval=200ms", "probity.defaults.timeout=500ms");
	}

	@AfterAll
	static void close() {
		application.close();
		kafka.close();
		redis.close();
	}

	@Test
	void aRedisThatIsKilledAndStartedAgain() throws Exception {
		Outage.observe(application, Dependency.REDIS, redis::kill, LASTING, redis::startAgain).hasToldTheTruth();
	}

	@Test
	void aKafkaThatIsKilledAndStartedAgain() throws Exception {
		Outage.observe(application, Dependency.KAFKA, kafka::kill, LASTING, kafka::startAgain).hasToldTheTruth();
	}

}
