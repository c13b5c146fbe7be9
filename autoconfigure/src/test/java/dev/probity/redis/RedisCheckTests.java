package dev.probity.redis;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckResult;
import dev.probity.check.CheckResult.Failed;
import dev.probity.check.CheckResult.Passed;
import dev.probity.check.HealthCheck;
import dev.probity.fixture.FrozenProcess;
import dev.probity.fixture.RedisServer;
import dev.probity.time.Ticker;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import redis.clients.jedis.Jedis;

import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.jedis.JedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Named.named;

/**
 * The check of a connection factory, on a real Redis, by each client.
 */
@TestInstance(Lifecycle.PER_CLASS)
class RedisCheckTests {

	private static final Ticker TICKER = Ticker.system();

	private static final CheckPolicy POLICY = new CheckPolicy(Duration.ofSeconds(1), Duration.ofSeconds(1),
			Duration.ofMillis(500), 1, 1, 0, Duration.ofSeconds(30));

	/** What a busy machine may add. */
	private static final Duration TOLERANCE = Duration.ofSeconds(3);

	private RedisServer server;

	private LettuceConnectionFactory lettuce;

	private JedisConnectionFactory jedis;

	/**
	 * Where the server is. Elsewhere the tests are the same.
	 */
	RedisServer server() {
		return RedisServer.get();
	}

	/**
	 * Start a server of a test's own.
	 */
	RedisServer launch(String... settings) {
		return RedisServer.launch(settings);
	}

	@BeforeAll
	void connect() {
		this.server = server();
		this.lettuce = new LettuceConnectionFactory(address());
		start(this.lettuce);
		this.jedis = new JedisConnectionFactory(address());
		this.jedis.afterPropertiesSet();
		this.jedis.start();
		clients().forEach((client) -> awaitSuccess(client.getPayload().get()));
	}

	private RedisStandaloneConfiguration address() {
		return new RedisStandaloneConfiguration(this.server.host(), this.server.port());
	}

	@AfterAll
	void close() {
		this.lettuce.destroy();
		this.jedis.destroy();
	}

	Stream<Named<Supplier<HealthCheck>>> clients() {
		return Stream.of(named("Lettuce", checks(() -> RedisCheck.of(this.lettuce, POLICY, TICKER, () -> true))),
				named("Lettuce, reactive",
						checks(() -> RedisCheck.ofReactive(this.lettuce, POLICY, TICKER, () -> true))),
				named("Jedis", checks(() -> RedisCheck.of(this.jedis, POLICY, TICKER, () -> true))));
	}

	// of a first run a busy machine may take longer than the timeout
	private static void awaitSuccess(HealthCheck check) {
		await().until(() -> failure(check) == null);
	}

	private static Supplier<HealthCheck> checks(Supplier<HealthCheck> checks) {
		return checks;
	}

	@ParameterizedTest
	@MethodSource("clients")
	void passesAndTellsVersionAndMode(Supplier<HealthCheck> checks) throws Exception {
		CheckResult result = checks.get().check();
		assertThat(result).isInstanceOf(Passed.class);
		assertThat(result.details()).containsKeys("version", "mode")
			.containsEntry("mode", "standalone")
			.hasEntrySatisfying("version", (version) -> assertThat(version.toString()).matches("\\d+\\.\\d+\\.\\d+"));
	}

	@ParameterizedTest
	@MethodSource("clients")
	void asksForVersionAndModeOnceAndOpensNoConnectionForARun(Supplier<HealthCheck> checks) throws Exception {
		HealthCheck check = checks.get();
		check.check();
		long pings = this.server.calls("ping");
		long infos = this.server.calls("info");
		String connections = connectionsReceived();
		for (int i = 0; i < 20; i++) {
			assertThat(check.check().details()).containsKeys("version", "mode");
		}
		assertThat(this.server.calls("ping")).isEqualTo(pings + 20);
		// each look at the figures is one more of both
		assertThat(this.server.calls("info") - infos).isLessThan(5);
		assertThat(Long.parseLong(connectionsReceived()) - Long.parseLong(connections)).isLessThan(5);
	}

	@ParameterizedTest
	@MethodSource("clients")
	@EnabledOnOs(OS.LINUX)
	void aFrozenServerFailsAndItsConnectionServesAgain(Supplier<HealthCheck> checks) throws Exception {
		HealthCheck check = checks.get();
		awaitSuccess(check);
		try (FrozenProcess frozen = this.server.freeze()) {
			long before = TICKER.read();
			assertThat(failure(check)).isNotEmpty();
			// Jedis has a timeout of its own, of 2 s, and may try twice
			assertThat(Duration.ofNanos(TICKER.read() - before)).isLessThan(Duration.ofSeconds(6));
		}
		await().until(() -> failure(check) == null);
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void withLettuceARunEndsSoonAfterTheTimeout() throws Exception {
		for (HealthCheck check : new HealthCheck[] { RedisCheck.of(this.lettuce, POLICY, TICKER, () -> true),
				RedisCheck.ofReactive(this.lettuce, POLICY, TICKER, () -> true) }) {
			awaitSuccess(check);
			try (FrozenProcess frozen = this.server.freeze()) {
				long before = TICKER.read();
				CheckResult result = check.check();
				assertThat(result).isInstanceOf(Failed.class);
				assertThat(result.reason()).isEqualTo("no answer in time");
				assertThat(result.details()).containsKeys("version", "mode");
				assertThat(Duration.ofNanos(TICKER.read() - before)).isBetween(POLICY.timeout(),
						POLICY.timeout().plus(TOLERANCE));
			}
			await().until(() -> failure(check) == null);
		}
	}

	@ParameterizedTest
	@MethodSource("clients")
	void failsWhileTheServerIsGoneAndRecoversByItself(Supplier<HealthCheck> checks) throws Exception {
		HealthCheck check = checks.get();
		awaitSuccess(check);
		this.server.stop();
		try {
			assertThat(failure(check)).isNotEmpty();
			assertThat(failure(check)).isNotEmpty();
		}
		finally {
			this.server.start();
		}
		await().until(() -> failure(check) == null);
	}

	@Test
	void aClusterIsAskedForItsState() throws Exception {
		RedisServer server = launch("cluster-enabled yes");
		LettuceConnectionFactory lettuce = new LettuceConnectionFactory(
				new RedisClusterConfiguration().clusterNode(server.host(), server.port()));
		JedisConnectionFactory jedis = new JedisConnectionFactory(
				new RedisClusterConfiguration().clusterNode(server.host(), server.port()));
		try (Jedis admin = server.connect()) {
			start(lettuce);
			HealthCheck lettuceCheck = RedisCheck.of(lettuce, POLICY, TICKER, () -> true);
			HealthCheck reactiveCheck = RedisCheck.ofReactive(lettuce, POLICY, TICKER, () -> true);
			assertThat(failure(lettuceCheck)).isEqualTo("the state of the cluster is fail");
			assertThat(failure(reactiveCheck)).isEqualTo("the state of the cluster is fail");
			admin.clusterAddSlots(IntStream.range(0, 16384).toArray());
			// does not start for a cluster without slots
			jedis.afterPropertiesSet();
			jedis.start();
			HealthCheck jedisCheck = RedisCheck.of(jedis, POLICY, TICKER, () -> true);
			for (HealthCheck check : List.of(lettuceCheck, reactiveCheck, jedisCheck)) {
				await().until(() -> failure(check) == null);
				assertThat(check.check().details()).containsKey("version").containsEntry("mode", "cluster");
			}
		}
		finally {
			lettuce.destroy();
			jedis.destroy();
			server.stop();
		}
	}

	private static void start(LettuceConnectionFactory factory) {
		factory.afterPropertiesSet();
		factory.start();
	}

	private String connectionsReceived() {
		try (Jedis jedis = this.server.connect()) {
			return jedis.info("stats").replaceAll("(?s).*total_connections_received:(\\d+).*", "$1");
		}
	}

	/**
	 * Why the check fails, said or thrown; <code>null</code> if it passes.
	 */
	private static @Nullable String failure(HealthCheck check) {
		try {
			return check.check().reason();
		}
		catch (Exception ex) {
			return ex.toString();
		}
	}

}
