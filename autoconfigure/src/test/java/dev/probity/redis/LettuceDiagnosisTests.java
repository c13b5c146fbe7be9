package dev.probity.redis;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import dev.probity.check.CheckSnapshot.LastRun;
import dev.probity.check.CheckState;
import dev.probity.check.Diagnosis;
import dev.probity.check.Diagnosis.Finding;
import dev.probity.engine.CheckMonitor;
import dev.probity.fixture.Contexts;
import dev.probity.fixture.FrozenProcess;
import dev.probity.fixture.HalfOpenProxy;
import dev.probity.fixture.RedisServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import redis.clients.jedis.Jedis;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Whether it is Redis or the application's own connection, found on a real one.
 */
class LettuceDiagnosisTests {

	private static final String[] SHORT = { "probity.defaults.interval=200ms", "probity.defaults.retry-interval=100ms",
			"probity.defaults.timeout=500ms", "probity.diagnosis.interval=1s", "probity.diagnosis.confirm-after=2s" };

	// a fresh connection that is just being opened would fall silent, too
	private static final String NO_EARLY_WARNING = "probity.diagnosis.interval=1h";

	private static final String[] RARE = { "probity.defaults.interval=1h", "probity.defaults.retry-interval=1s",
			"probity.defaults.jitter=0", "probity.diagnosis.enabled=false" };

	@Test
	void aRotatedPasswordIsFoundWhileTheConnectionStillWorks() {
		RedisServer server = RedisServer.launch("requirepass before-it");
		run(server.port(), (context) -> {
			try (Jedis jedis = server.connect()) {
				jedis.auth("before-it");
				jedis.configSet("requirepass", "after-it");
				await().atMost(Duration.ofSeconds(20)).until(() -> finding(context) == Finding.BORROWED_TIME);
				// the server may close one before its answer has been read
				await().untilAsserted(() -> assertThat(diagnosis(context).sentence())
					.startsWith("new connections to Redis fail since ")
					.contains("WRONGPASS"));
				assertThat(diagnosis(context).sentence()).doesNotContain("before-it");
				await().until(() -> Contexts.check(context, "redis").isDegraded());
				jedis.configSet("requirepass", "before-it");
				await().until(() -> finding(context) == null);
			}
			finally {
				server.stop();
			}
		}, "spring.data.redis.password=before-it");
	}

	@Test
	void aServerThatIsGoneIsDown() {
		RedisServer server = RedisServer.launch();
		run(server.port(), (context) -> {
			server.stop();
			await().atMost(Duration.ofSeconds(20)).until(() -> finding(context) == Finding.DEPENDENCY_DOWN);
			assertThat(diagnosis(context).sentence()).startsWith("Redis does not serve a fresh connection either: ");
		});
	}

	/**
	 * Of a cluster that serves nobody, nodes still answer.
	 */
	@Test
	void aClusterThatIsDownIsDownForAFreshConnection() {
		RedisServer server = RedisServer.launch("cluster-enabled yes");
		try (Jedis admin = server.connect()) {
			admin.clusterAddSlots(IntStream.range(0, 16384).toArray());
			await().until(() -> admin.clusterInfo().contains("cluster_state:ok"));
			run(server.port(), (context) -> {
				admin.clusterDelSlots(0);
				await().atMost(Duration.ofSeconds(20)).until(() -> finding(context) == Finding.DEPENDENCY_DOWN);
				assertThat(diagnosis(context).sentence()).contains("the state of the cluster is fail");
				// for longer than it takes to find the client at fault
				await().during(Duration.ofSeconds(4))
					.failFast(() -> finding(context) != Finding.DEPENDENCY_DOWN)
					.until(() -> true);
			}, "spring.data.redis.cluster.nodes=" + server.host() + ":" + server.port());
		}
		finally {
			server.stop();
		}
	}

	@Test
	void aSharedConnectionThatNobodyAnswersIsAtFault() throws Exception {
		try (HalfOpenProxy proxy = new HalfOpenProxy(RedisServer.get().port())) {
			run(proxy.port(), (context) -> {
				proxy.silenceConnections();
				await().atMost(Duration.ofSeconds(20)).until(() -> finding(context) == Finding.CLIENT_FAULT);
				assertThat(diagnosis(context).sentence()).startsWith("Redis answers fresh connections in ")
					.contains(", but the shared connection of Lettuce has given none that works for ");
			}, NO_EARLY_WARNING);
		}
	}

	@Test
	void aSharedConnectionThatNobodyAnswersIsReplacedIfThatIsWanted() throws Exception {
		try (HalfOpenProxy proxy = new HalfOpenProxy(RedisServer.get().port())) {
			run(proxy.port(), (context) -> {
				proxy.silenceConnections();
				await().until(() -> Contexts.check(context, "redis").state() == CheckState.FAILING);
				await().atMost(Duration.ofSeconds(20))
					.untilAsserted(() -> assertThat(Contexts.check(context, "redis").state())
						.as("%s", Contexts.check(context, "redis").lastRun())
						.isEqualTo(CheckState.PASSING));
			}, NO_EARLY_WARNING, "probity.checks.redis.heal=evict");
		}
	}

	@Test
	void aConnectionThatBreaksTriggersTheCheck() {
		RedisServer server = RedisServer.launch();
		run(server.port(), (context) -> {
			LastRun before = settled(context);
			server.stop();
			await().atMost(Duration.ofSeconds(3)).until(() -> Contexts.check(context, "redis").lastRun() != before);
		}, RARE);
	}

	/**
	 * Nobody gets an error for as long as Lettuce waits, a minute by default.
	 */
	@Test
	@EnabledOnOs(OS.LINUX)
	void aServerThatAnswersNothingTriggersTheCheck() {
		RedisServer server = RedisServer.launch();
		run(server.port(), (context) -> {
			LastRun before = settled(context);
			RedisConnectionFactory factory = context.getBean(RedisConnectionFactory.class);
			try (FrozenProcess frozen = server.freeze()) {
				CompletableFuture.runAsync(() -> get(factory), (task) -> new Thread(task).start());
				await().atMost(Duration.ofSeconds(6)).until(() -> Contexts.check(context, "redis").lastRun() != before);
			}
			finally {
				server.stop();
			}
		}, RARE);
	}

	@Test
	void aCommandThatWaitsOnPurposeTriggersNothing() {
		run(RedisServer.get().port(), (context) -> {
			LastRun before = settled(context);
			try (RedisConnection connection = context.getBean(RedisConnectionFactory.class).getConnection()) {
				connection.listCommands().bLPop(4, "nothing-comes".getBytes(StandardCharsets.UTF_8));
			}
			assertThat(Contexts.check(context, "redis").lastRun()).isSameAs(before);
		}, RARE);
	}

	private static LastRun settled(AssertableApplicationContext context) {
		await().pollDelay(Duration.ofMillis(1_100)).until(() -> Contexts.check(context, "redis").successes() > 0);
		return Contexts.check(context, "redis").lastRun();
	}

	private static void get(RedisConnectionFactory factory) {
		try (RedisConnection connection = factory.getConnection()) {
			connection.stringCommands().get("price".getBytes(StandardCharsets.UTF_8));
		}
		catch (DataAccessException ex) {
			// the server is gone
		}
	}

	private static void run(int port, Use use, String... properties) {
		Contexts.withoutWeb()
			.withConfiguration(AutoConfigurations.of(DataRedisAutoConfiguration.class))
			.withPropertyValues(SHORT)
			.withPropertyValues("spring.data.redis.port=" + port)
			.withPropertyValues(properties)
			.run((context) -> {
				Contexts.ready(context);
				await().until(() -> Contexts.check(context, "redis").state() == CheckState.PASSING);
				use.of(context);
			});
	}

	private static Diagnosis diagnosis(AssertableApplicationContext context) {
		return context.getBean(CheckMonitor.class).diagnosis("redis");
	}

	private static Finding finding(AssertableApplicationContext context) {
		Diagnosis known = diagnosis(context);
		return (known != null) ? known.finding() : null;
	}

	/**
	 * What is done with a context.
	 */
	private interface Use {

		void of(AssertableApplicationContext context) throws Exception;

	}

}
