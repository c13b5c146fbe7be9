package dev.probity.redis;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckResult;
import dev.probity.check.CheckResult.Passed;
import dev.probity.check.HealthCheck;
import dev.probity.fixture.RedisServer;
import dev.probity.time.Ticker;
import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisConnectionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.resps.AccessControlLogEntry;

import org.springframework.data.redis.RedisConnectionFailureException;
import org.springframework.data.redis.RedisSystemException;
import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.RedisConfiguration.WithAuthentication;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.jedis.JedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.mock;

/**
 * An error with which a Redis answers is an answer, unless it says that nobody is served.
 */
class RedisErrorReplyTests {

	private static final CheckPolicy POLICY = new CheckPolicy(Duration.ofSeconds(1), Duration.ofSeconds(1),
			Duration.ofSeconds(20), 1, 1, 0, Duration.ofSeconds(60));

	private static final int RUNS = 5;

	private @Nullable LettuceConnectionFactory lettuce;

	private @Nullable JedisConnectionFactory jedis;

	@AfterEach
	void close() {
		if (this.lettuce != null) {
			this.lettuce.destroy();
			this.jedis.destroy();
		}
	}

	/**
	 * Which says nothing of those that there are.
	 */
	@Test
	void aFreshConnectionThatIsRefusedHasBeenAnswered() {
		LettuceClient client = new LettuceClient(mock(LettuceConnectionFactory.class), mock(AbstractRedisClient.class),
				mock(OutstandingCommands.class));
		for (String refusal : List.of("WRONGPASS invalid username-password pair",
				"ERR max number of clients reached")) {
			assertThat(client.isRefusal(
					new RedisConnectionException("Unable to connect", new RedisCommandExecutionException(refusal))))
				.isTrue();
		}
		assertThat(client.isRefusal(new RedisCommandExecutionException("LOADING"))).isFalse();
		assertThat(client.isRefusal(new RedisConnectionException("Unable to connect"))).isFalse();
	}

	@Test
	void aUserWhoMayNotPingPassesEachTime() throws Exception {
		RedisServer server = RedisServer.get();
		try (Jedis admin = server.connect()) {
			admin.aclSetUser("worker", "reset", "on", ">secret", "~*", "+@read", "+@write", "-@dangerous");
		}
		RedisStandaloneConfiguration address = new RedisStandaloneConfiguration(server.host(), server.port());
		connect(new LettuceConnectionFactory(login(address, "worker")), new JedisConnectionFactory(address));
		for (HealthCheck check : checks()) {
			passesEachTime(check, "NOPERM");
		}
	}

	/**
	 * The server logs who tries.
	 */
	@Test
	void aUserWhoMayNotAskForDetailsIsNotTriedAgainWithEachRun() throws Exception {
		RedisServer server = RedisServer.get();
		try (Jedis admin = server.connect()) {
			admin.aclSetUser("worker", "reset", "on", ">secret", "~*", "+@all", "-info");
			RedisStandaloneConfiguration address = new RedisStandaloneConfiguration(server.host(), server.port());
			connect(new LettuceConnectionFactory(login(address, "worker")), new JedisConnectionFactory(address));
			admin.aclLogReset();
			List<HealthCheck> checks = checks().subList(0, 2);
			for (HealthCheck check : checks) {
				for (int i = 0; i < RUNS; i++) {
					assertThat(check.check()).isInstanceOf(Passed.class);
				}
			}
			assertThat(admin.aclLog()).filteredOn((entry) -> entry.getObject().equals("info"))
				.extracting(AccessControlLogEntry::getCount)
				.containsExactly((long) checks.size());
		}
	}

	@Test
	void whatIsKnownStaysKnownWhenNobodyMayAskForItAnyMore() throws Exception {
		RedisServer server = RedisServer.get();
		try (Jedis admin = server.connect()) {
			admin.aclSetUser("worker", "reset", "on", ">secret", "~*", "+@all");
			RedisStandaloneConfiguration address = new RedisStandaloneConfiguration(server.host(), server.port());
			connect(new LettuceConnectionFactory(login(address, "worker")), new JedisConnectionFactory(address));
			AtomicLong later = new AtomicLong();
			HealthCheck check = RedisCheck.of(this.lettuce, POLICY, () -> System.nanoTime() + later.get(), () -> true);
			assertThat(check.check().details()).containsKey("version");
			admin.aclSetUser("worker", "-info");
			later.addAndGet(Duration.ofMinutes(2).toNanos());
			assertThat(check.check().details()).containsKey("version");
		}
	}

	@Test
	void aClusterThatMayNotBeAskedForItsStatePassesEachTime() throws Exception {
		RedisServer server = RedisServer.launch("cluster-enabled yes");
		try (Jedis admin = server.connect()) {
			admin.clusterAddSlots(IntStream.range(0, 16384).toArray());
			admin.aclSetUser("worker", "reset", "on", ">secret", "~*", "+@all", "-cluster", "+cluster|nodes",
					"+cluster|slots", "+cluster|myid");
			await().until(() -> admin.clusterInfo().contains("cluster_state:ok"));
			RedisClusterConfiguration address = new RedisClusterConfiguration().clusterNode(server.host(),
					server.port());
			connect(new LettuceConnectionFactory(login(address, "worker")), new JedisConnectionFactory(address));
			for (HealthCheck check : checks()) {
				passesEachTime(check, "NOPERM");
			}
		}
		finally {
			server.stop();
		}
	}

	@Test
	void aServerThatAScriptHoldsUpFails() throws Exception {
		RedisServer server = RedisServer.launch("lua-time-limit 50");
		try (Jedis admin = server.connect()) {
			RedisStandaloneConfiguration address = new RedisStandaloneConfiguration(server.host(), server.port());
			connect(new LettuceConnectionFactory(address), new JedisConnectionFactory(address));
			List<HealthCheck> checks = checks();
			for (HealthCheck check : checks) {
				assertThat(check.check()).isInstanceOf(Passed.class);
			}
			Thread script = new Thread(() -> endless(server));
			script.start();
			await().until(() -> isBusy(admin));
			for (HealthCheck check : checks) {
				assertThatException().isThrownBy(check::check)
					.satisfies((error) -> assertThat(RedisErrorReply.of(error)).isNotNull()
						.extracting(RedisErrorReply::text)
						.asString()
						.startsWith("BUSY "));
			}
			admin.scriptKill();
			script.join();
			for (HealthCheck check : checks) {
				assertThat(check.check()).isInstanceOf(Passed.class);
			}
		}
		finally {
			server.stop();
		}
	}

	private static void endless(RedisServer server) {
		try (Jedis jedis = new Jedis(server.host(), server.port(), 60_000)) {
			jedis.eval("while true do end");
		}
		catch (JedisDataException ex) {
			// was killed
		}
	}

	private static boolean isBusy(Jedis admin) {
		try {
			admin.ping();
			return false;
		}
		catch (JedisDataException ex) {
			return true;
		}
	}

	private static void passesEachTime(HealthCheck check, String code) throws Exception {
		for (int i = 0; i < RUNS; i++) {
			CheckResult result = check.check();
			assertThat(result).isInstanceOf(Passed.class);
			assertThat(result.details().get("answer")).asString().startsWith(code);
		}
	}

	private static <T extends WithAuthentication> T login(T address, String user) {
		address.setUsername(user);
		address.setPassword("secret");
		return address;
	}

	private void connect(LettuceConnectionFactory lettuce, JedisConnectionFactory jedis) {
		this.lettuce = lettuce;
		this.lettuce.afterPropertiesSet();
		this.lettuce.start();
		this.jedis = jedis;
		this.jedis.afterPropertiesSet();
		this.jedis.start();
	}

	private List<HealthCheck> checks() {
		return List.of(RedisCheck.of(this.lettuce, POLICY, Ticker.system(), () -> true),
				RedisCheck.ofReactive(this.lettuce, POLICY, Ticker.system(), () -> true),
				RedisCheck.of(this.jedis, POLICY, Ticker.system(), () -> true));
	}

	@ParameterizedTest
	@ValueSource(strings = { "NOPERM User app has no permissions to run the 'ping' command",
			"ERR unknown command 'PING', with args beginning with: ", "READONLY You can't write against a replica",
			"OOM command not allowed", "ERR this instance has cluster support disabled" })
	void isAnAnswer(String text) {
		replies(text).forEach((error) -> assertThat(RedisErrorReply.of(error)).isEqualTo(new RedisErrorReply(text))
			.matches((reply) -> !reply.meansThatItCannotServe()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "LOADING Redis is loading the dataset in memory", "MASTERDOWN Link with MASTER is down",
			"CLUSTERDOWN The cluster is down", "MISCONF Redis is configured to save RDB snapshots",
			"BUSY Redis is busy running a script.", "NOAUTH Authentication required.",
			"WRONGPASS invalid username-password pair", "DENIED Redis is running in protected mode",
			"ERR max number of clients reached" })
	void saysThatNobodyIsServed(String text) {
		replies(text).forEach((error) -> assertThat(RedisErrorReply.of(error)).isEqualTo(new RedisErrorReply(text))
			.matches(RedisErrorReply::meansThatItCannotServe));
	}

	private static Stream<Throwable> replies(String text) {
		return Stream
			.of(new RedisCommandExecutionException(text), new JedisDataException(text),
					new JedisAccessControlException(text))
			.flatMap((error) -> Stream.of(error, new RedisSystemException("Error in execution", error)));
	}

	@Test
	void whatIsSaidToOneWhoConnectsAndWhatIsNoReplyIsNoAnswer() {
		RedisCommandExecutionException reply = new RedisCommandExecutionException("NOPERM no HELLO for you");
		assertThat(Stream.of(new RedisConnectionException("Unable to connect", reply),
				new RedisConnectionFailureException("Unable to connect", reply),
				new RedisCommandTimeoutException("PING. Command timed out"), new IllegalStateException("STOPPED here")))
			.allMatch((error) -> RedisErrorReply.of(error) == null);
	}

}
