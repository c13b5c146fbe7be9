package dev.probity.redis;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;

import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckResult.Passed;
import dev.probity.check.HealthCheck;
import dev.probity.fixture.Ports;
import dev.probity.fixture.RedisServer;
import dev.probity.time.Ticker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.embedded.RedisSentinel;

import org.springframework.data.redis.connection.RedisSentinelConfiguration;
import org.springframework.data.redis.connection.jedis.JedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The check of a connection factory that asks a real sentinel where its Redis is, by each
 * client.
 */
class RedisSentinelTests {

	private static final String NAME = "orders";

	private static final CheckPolicy POLICY = new CheckPolicy(Duration.ofSeconds(1), Duration.ofSeconds(1),
			Duration.ofMillis(500), 1, 1, 0, Duration.ofSeconds(30));

	private final RedisServer master = RedisServer.launch();

	private final RedisServer replica = RedisServer.launch("slaveof 127.0.0.1 " + this.master.port());

	private final int port = Ports.free();

	private final RedisSentinel sentinel = RedisSentinel.newRedisSentinel()
		.bind("127.0.0.1")
		.port(this.port)
		.masterName(NAME)
		.masterPort(this.master.port())
		.quorumSize(1)
		// longer than it takes to see that the checks fail
		.downAfterMilliseconds(3_000)
		.failOverTimeout(2_000)
		.build();

	private final LettuceConnectionFactory lettuce = new LettuceConnectionFactory(configuration());

	private final JedisConnectionFactory jedis = new JedisConnectionFactory(configuration());

	@BeforeEach
	void start() throws IOException {
		this.sentinel.start();
		await().untilAsserted(() -> {
			try (Jedis admin = new Jedis("localhost", this.port)) {
				assertThat(admin.sentinelReplicas(NAME)).singleElement()
					.satisfies((replica) -> assertThat(replica).containsEntry("master-link-status", "ok"));
			}
		});
		this.lettuce.afterPropertiesSet();
		this.lettuce.start();
		this.jedis.afterPropertiesSet();
		this.jedis.start();
	}

	@AfterEach
	void stop() throws IOException {
		this.lettuce.destroy();
		this.jedis.destroy();
		this.sentinel.stop();
		this.replica.stop();
		this.master.stop();
	}

	@Test
	void failsWithTheMasterAndPassesAgainOnTheReplicaThatTakesItsPlace() throws Exception {
		List<HealthCheck> checks = List.of(RedisCheck.of(this.lettuce, POLICY, Ticker.system(), () -> true),
				RedisCheck.ofReactive(this.lettuce, POLICY, Ticker.system(), () -> true),
				RedisCheck.of(this.jedis, POLICY, Ticker.system(), () -> true));
		for (HealthCheck check : checks) {
			// the first run connects
			await().until(() -> passes(check));
			assertThat(check.check().details()).containsKey("version").containsEntry("mode", "sentinel");
		}
		this.master.stop();
		assertThat(checks).noneMatch(RedisSentinelTests::passes);
		for (HealthCheck check : checks) {
			await().atMost(Duration.ofSeconds(30)).until(() -> passes(check));
		}
		try (Jedis admin = this.replica.connect()) {
			assertThat(admin.info("replication")).contains("role:master");
		}
	}

	private RedisSentinelConfiguration configuration() {
		return new RedisSentinelConfiguration(NAME, Set.of("localhost:" + this.port));
	}

	private static boolean passes(HealthCheck check) {
		try {
			return check.check() instanceof Passed;
		}
		catch (Exception ex) {
			return false;
		}
	}

}
